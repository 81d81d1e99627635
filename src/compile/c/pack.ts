import type { FloatType } from "../../base/dtype.ts";
import { elementTypes, floatNames, lanesOf } from "./form.ts";
import { block, comment, type Source } from "./source.ts";
import { wide } from "./wide.ts";

/** Rows of a tile: with four vectors of columns its 24 sums, a row of b and a number of a fill 32 registers. */
export const tall = 6;

/** The function that copies columns of b so that the rows of a panel follow each other. */
export function packPanel(source: Source, dtype: FloatType, isTransposed: boolean): string {
  const { prefix } = floatNames[dtype];
  const [type, lanes] = [elementTypes[dtype], lanesOf(dtype)];
  const name = `${prefix}_pack_${isTransposed ? "transposed" : "panel"}`;
  return source.helper(name, () => {
    const parameters = `${type} *panel, const ${type} *b, size_t stride, size_t depth, size_t columns, size_t width`;
    if (!isTransposed) {
      const [load, store] = [wide(source, dtype, "load"), wide(source, dtype, "store")];
      return block(`static void ${name}(${parameters})`, [
        "(void)columns;",
        "for (size_t l = 0; l < depth; l++, b += stride, panel += width) {",
        // The rows of the panel after the next: they lie far apart, so that no processor foresees them. Gains 2 %.
        "  __builtin_prefetch(b + 2 * width);",
        // What the last vector has too much, the next row overwrites.
        `  for (size_t j = 0; j < width; j += ${lanes}) ${store}(panel + j, ${load}(b + j));`,
        "}",
      ]).join("\n");
    }
    return block(`static void ${name}(${parameters})`, [
      `${transposed(source, dtype)}(panel, width, b, stride, columns, depth);`,
      "for (size_t l = 0; l < depth; l++)",
      "  for (size_t j = columns; j < width; j++) panel[l * width + j] = 0;",
    ]).join("\n");
  });
}

/** Steps along k whose numbers are copied together. */
const together = 8;

/** The function that copies rows of a so that the numbers a tile needs for a step are neighbors. */
export function packRows(source: Source, dtype: FloatType, isTransposed: boolean): string {
  const { prefix } = floatNames[dtype];
  const type = elementTypes[dtype];
  const name = `${prefix}_pack_${isTransposed ? "columns" : "rows"}`;
  const head = `static void ${name}(${type} *rows, const ${type} *a, size_t stride, size_t depth, size_t height)`;
  const count = `const size_t count = height - i < ${tall} ? height - i : ${tall};`;
  return source.helper(name, () => {
    if (!isTransposed)
      return block(
        head,
        block(`for (size_t i = 0; i < height; i += ${tall}, rows += ${tall} * depth)`, [
          count,
          `${transposed(source, dtype)}(rows, ${tall}, a + i * stride, stride, count, depth);`,
        ]),
      ).join("\n");
    // A few steps for all rows, then the next: what a line of the cache holds is wanted by two tiles and more. Gains up
    // to 4 % of a product.
    return block(
      head,
      block(`for (size_t l0 = 0; l0 < depth; l0 += ${together})`, [
        `const size_t end = l0 + ${together} < depth ? l0 + ${together} : depth;`,
        ...block(`for (size_t i = 0; i < height; i += ${tall})`, [
          count,
          `${type} *const to = rows + i * depth;`,
          `if (count == ${tall})`,
          `  for (size_t l = l0; l < end; l++) memcpy(to + l * ${tall}, a + l * stride + i, ${tall} * sizeof *a);`,
          "else",
          "  for (size_t l = l0; l < end; l++)",
          `    for (size_t r = 0; r < count; r++) to[l * ${tall} + r] = a[l * stride + i + r];`,
        ]),
      ]),
    ).join("\n");
  });
}

/** The function that writes rows as columns, four of each at a time. */
function transposed(source: Source, dtype: FloatType): string {
  const { prefix, word } = floatNames[dtype];
  const [type, v] = [elementTypes[dtype], `${prefix}q`];
  const name = `${prefix}_transpose`;
  const vectorOf = (of: string, attributes = "") =>
    `typedef ${of} __attribute__((vector_size(4 * sizeof(${type}))${attributes}));`;
  const shuffle = (a: string, b: string, ...places: number[]) =>
    `SHUFFLE(${v}_masks, ${a}, ${b}, ${places.join(", ")})`;
  const put = (row: string, value: string) => `*(${v}_anywhere *)(to + (l${row}) * to_down + i) = ${value};`;
  return source.helper(name, () =>
    [
      vectorOf(`${type} ${v}`),
      vectorOf(`${word} ${v}_masks`),
      vectorOf(`${type} ${v}_anywhere`, `, aligned(sizeof(${type})), may_alias`),
      comment(["The last four may be written twice, in part."]),
      ...block(
        `static void ${name}(${type} *to, size_t to_down, const ${type} *from, size_t down, size_t rows, size_t columns)`,
        [
          "if (rows < 4 || columns < 4) {",
          "  for (size_t i = 0; i < rows; i++)",
          "    for (size_t l = 0; l < columns; l++) to[l * to_down + i] = from[i * down + l];",
          "  return;",
          "}",
          "for (size_t i = 0; i < rows; i = i + 4 < rows && rows < i + 8 ? rows - 4 : i + 4)",
          "  for (size_t l = 0; l < columns; l = l + 4 < columns && columns < l + 8 ? columns - 4 : l + 4) {",
          ...[0, 1, 2, 3].map(
            (r) => `    const ${v} r${r} = *(const ${v}_anywhere *)(from + (i + ${r}) * down + l);`,
          ),
          `    const ${v} s0 = ${shuffle("r0", "r1", 0, 4, 1, 5)}, s1 = ${shuffle("r0", "r1", 2, 6, 3, 7)};`,
          `    const ${v} s2 = ${shuffle("r2", "r3", 0, 4, 1, 5)}, s3 = ${shuffle("r2", "r3", 2, 6, 3, 7)};`,
          `    ${put("", shuffle("s0", "s2", 0, 1, 4, 5))}`,
          `    ${put(" + 1", shuffle("s0", "s2", 2, 3, 6, 7))}`,
          `    ${put(" + 2", shuffle("s1", "s3", 0, 1, 4, 5))}`,
          `    ${put(" + 3", shuffle("s1", "s3", 2, 3, 6, 7))}`,
          "  }",
        ],
      ),
    ].join("\n"),
  );
}
