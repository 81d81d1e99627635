import type { FloatType } from "../../base/dtype.ts";
import { addProduct, addSpread, elementTypes, floatNames, lanesOf, prefixOf, typeOf } from "./form.ts";
import { block, comment, type Source } from "./source.ts";
import { wide } from "./wide.ts";

/** Rows up to which numbers of a are spread in registers: fewer sums wait for each other, at half the speed. */
const low = 3;

/** Columns of a tile: so many whole vectors, and a short one after them where the last columns are that few. */
interface Width {
  readonly vectors: number;
  readonly isShort: boolean;
}

const widthsUpTo = (panel: number): readonly Width[] =>
  Array.from({ length: panel }, (_, vectors) => [
    { vectors, isShort: true },
    { vectors: vectors + 1, isShort: false },
  ]).flat();

/**
 * The function of a tile with so many rows; one copy of it for each width, its sums in variables.
 *
 * @param asksAhead whether it has the rows fetched that follow its own, for the next tile
 */
export function tileOf(source: Source, dtype: FloatType, rows: number, asksAhead = false): string {
  const name = `${floatNames[dtype].prefix}_tile${rows}${asksAhead ? "_ahead" : ""}`;
  return source.helper(name, () => {
    const parameters = `size_t depth, const ${elementTypes[dtype]} *a, size_t a_down, size_t a_along, const ${elementTypes[dtype]} *b, size_t b_down, ${elementTypes[dtype]} *c, size_t c_down`;
    const nameOf = ({ vectors, isShort }: Width) => `${name}_${vectors}${isShort ? "s" : ""}`;
    const guarded = ({ isShort }: Width, lines: readonly string[]) =>
      isShort ? [`#if ${lanesOf(dtype)} > ${lanesOf(dtype, "short")}`, ...lines, "#endif"] : lines;
    const one = (width: Width) =>
      guarded(
        width,
        block(
          `static void ${nameOf(width)}(${parameters}, size_t columns, int begins)`,
          tile(source, dtype, rows, width, asksAhead),
        ),
      );
    const call = (width: Width) =>
      guarded(width, [
        `case ${2 * width.vectors + Number(width.isShort)}: ${nameOf(width)}(depth, a, a_down, a_along, b, b_down, c, c_down, columns, begins); break;`,
      ]);
    const [few, more] = [widthsUpTo(2), widthsUpTo(4).slice(4)];
    return [
      comment([`c += a b for ${rows} rows and up to PANEL vectors of columns: the sums stay in registers.`]),
      ...few.flatMap(one),
      "#if PANEL == 4",
      ...more.flatMap(one),
      "#endif",
      ...block(
        `INLINE void ${name}(${parameters}, size_t vectors, size_t is_short, size_t columns, int begins)`,
        [
          "switch (2 * vectors + is_short) {",
          ...few.flatMap(call),
          "#if PANEL == 4",
          ...more.flatMap(call),
          "#endif",
          "}",
        ],
      ),
    ].join("\n");
  });
}

/** The lines of a tile. */
function tile(
  source: Source,
  dtype: FloatType,
  rows: number,
  { vectors, isShort }: Width,
  asksAhead: boolean,
): string[] {
  const lanes = lanesOf(dtype);
  const parts = Array.from({ length: vectors + Number(isShort) }, (_, w) => {
    const reading = { dtype, wide: w < vectors ? true : ("short" as const) };
    const [load, store, part] = (["load", "store", "storePart"] as const).map((each) =>
      wide(source, dtype, each, reading.wide),
    );
    const splat = prefixOf(reading).toUpperCase();
    /** `sum` and a number of a, at an address, times this part of a row of b. */
    const added = (sum: string, a: string) =>
      reading.wide === true && rows > low
        ? addSpread(dtype, sum, a, `b${w}`)
        : addProduct(reading, sum, `${splat}(*(${a}))`, `b${w}`);
    const own = Array.from({ length: rows }, (_, i) => `c${i}${w}`);
    return { reading, type: typeOf(reading), load, store, part, splat, added, own, at: `${w} * ${lanes}` };
  });
  const each = Array.from({ length: rows }, (_, i) => i);
  const place = (i: number, at: string) => `c + ${i} * c_down + ${at}`;
  const whole = parts.slice(0, -1);
  const last = parts.at(-1)!;
  return [
    ...parts.map(({ type, own, splat }) => `${type} ${own.map((c) => `${c} = ${splat}(0)`).join(", ")};`),
    "if (!begins) {",
    ...each.map(
      (i) => `  ${parts.map(({ own, load, at }) => `${own[i]} = ${load}(${place(i, at)});`).join(" ")}`,
    ),
    "}",
    ...(asksAhead ? [`const ${elementTypes[dtype]} *ahead = a + ${rows} * a_down;`] : []),
    "TWICE",
    "for (size_t l = 0; l < depth; l++) {",
    ...(asksAhead ? ["  __builtin_prefetch(ahead);", `  ahead += ${rows};`] : []),
    ...parts.map(({ type, load, at }, w) => `  const ${type} b${w} = ${load}(b + ${at});`),
    ...each.map(
      (i) =>
        `  ${parts.map(({ own, added }) => `${own[i]} = ${added(own[i]!, `a + ${i} * a_down`)};`).join(" ")}`,
    ),
    "  a += a_along;",
    "  b += b_down;",
    "}",
    ...each.map((i) => whole.map(({ own, store, at }) => `${store}(${place(i, at)}, ${own[i]});`).join(" ")),
    `const size_t last = columns - ${last.at};`,
    `if (last == ${lanesOf(dtype, last.reading.wide)}) {`,
    ...each.map((i) => `  ${last.store}(${place(i, last.at)}, ${last.own[i]});`),
    "} else {",
    `  const ${last.type} rest[${rows}] = { ${last.own.join(", ")} };`,
    `  for (size_t i = 0; i < ${rows}; i++) ${last.part}(c + i * c_down + ${last.at}, rest[i], last);`,
    "}",
  ].filter((line) => line.trim() !== "");
}
