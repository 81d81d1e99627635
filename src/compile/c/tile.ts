import type { FloatType } from "../../base/dtype.ts";
import { addProduct, addSpread, elementTypes, floatNames, lanesOf } from "./form.ts";
import { block, comment, type Source } from "./source.ts";
import { wide } from "./wide.ts";

/** Rows up to which numbers of a are spread in registers: fewer sums wait for each other, at half the speed. */
const low = 3;

/** The function of a tile with so many rows; one copy of it for each number of vectors, their sums in variables. */
export function tileOf(source: Source, dtype: FloatType, rows: number): string {
  const { prefix } = floatNames[dtype];
  const name = `${prefix}_tile${rows}`;
  return source.helper(name, () => {
    const [type, v, lanes] = [elementTypes[dtype], `${prefix}v`, lanesOf(dtype)];
    const [load, store, part] = (["load", "store", "storePart"] as const).map((each) =>
      wide(source, dtype, each),
    );
    const splat = v.toUpperCase();
    const added = (sum: string, a: string, b: string) =>
      rows > low
        ? addSpread(dtype, sum, a, b)
        : addProduct({ dtype, wide: true }, sum, `${splat}(*(${a}))`, b);
    const parameters = `size_t depth, const ${type} *a, size_t a_down, size_t a_along, const ${type} *b, size_t b_down, ${type} *c, size_t c_down`;
    const body = (vectors: number): string[] => {
      const all = Array.from({ length: rows }, (_, i) =>
        Array.from({ length: vectors }, (_, w) => `c${i}${w}`),
      );
      const place = (i: number, w: number) => `c + ${i} * c_down + ${w} * ${lanes}`;
      return [
        `${v} ${all.flatMap((row) => row.map((c) => `${c} = ${splat}(0)`)).join(", ")};`,
        "if (!begins) {",
        ...all.map((row, i) => `  ${row.map((c, w) => `${c} = ${load}(${place(i, w)});`).join(" ")}`),
        "}",
        "TWICE",
        "for (size_t l = 0; l < depth; l++) {",
        ...all[0]!.map((_, w) => `  const ${v} b${w} = ${load}(b + ${w} * ${lanes});`),
        ...all.map(
          (row, i) => `  ${row.map((c, w) => `${c} = ${added(c, `a + ${i} * a_down`, `b${w}`)};`).join(" ")}`,
        ),
        "  a += a_along;",
        "  b += b_down;",
        "}",
        ...all.map((row, i) =>
          row
            .slice(0, -1)
            .map((c, w) => `${store}(${place(i, w)}, ${c});`)
            .join(" "),
        ),
        `const size_t last = columns - ${vectors - 1} * ${lanes};`,
        `if (last == ${lanes}) {`,
        ...all.map((row, i) => `  ${store}(${place(i, vectors - 1)}, ${row.at(-1)});`),
        "} else {",
        `  const ${v} rest[${rows}] = { ${all.map((row) => row.at(-1)).join(", ")} };`,
        `  for (size_t i = 0; i < ${rows}; i++) ${part}(c + i * c_down + ${vectors - 1} * ${lanes}, rest[i], last);`,
        "}",
      ].filter((line) => line.trim() !== "");
    };
    const one = (vectors: number) =>
      block(`static void ${name}_${vectors}(${parameters}, size_t columns, int begins)`, body(vectors));
    const call = (vectors: number) =>
      `${name}_${vectors}(depth, a, a_down, a_along, b, b_down, c, c_down, columns, begins)`;
    return [
      comment([`c += a b for ${rows} rows and up to PANEL vectors of columns: the sums stay in registers.`]),
      ...one(1),
      ...one(2),
      "#if PANEL == 4",
      ...one(3),
      ...one(4),
      "#endif",
      ...block(`INLINE void ${name}(${parameters}, size_t vectors, size_t columns, int begins)`, [
        "switch (vectors) {",
        `case 1: ${call(1)}; break;`,
        `case 2: ${call(2)}; break;`,
        "#if PANEL == 4",
        `case 3: ${call(3)}; break;`,
        `case 4: ${call(4)}; break;`,
        "#endif",
        "}",
      ]),
    ].join("\n");
  });
}
