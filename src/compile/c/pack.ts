import type { FloatType } from "../../base/dtype.ts";
import { elementTypes, floatNames, lanesOf } from "./form.ts";
import { block, type Source } from "./source.ts";
import { wide } from "./wide.ts";

/** Rows of a tile: with four vectors of columns its 24 sums, a row of b and a number of a fill 32 registers. */
export const tall = 6;

/** The function that copies columns of b so that the rows of a panel follow each other. */
export function packPanel(source: Source, dtype: FloatType, isTransposed: boolean): string {
  const { prefix } = floatNames[dtype];
  const [type, lanes] = [elementTypes[dtype], lanesOf(dtype)];
  const name = `${prefix}_pack_${isTransposed ? "transposed" : "panel"}`;
  return source.helper(name, () => {
    const [load, store] = [wide(source, dtype, "load"), wide(source, dtype, "store")];
    const parameters = `${type} *panel, const ${type} *b, size_t stride, size_t depth, size_t columns, size_t vectors`;
    if (!isTransposed)
      return block(`static void ${name}(${parameters})`, [
        "(void)columns;",
        `for (size_t l = 0; l < depth; l++, b += stride)`,
        `  for (size_t v = 0; v < vectors; v++, panel += ${lanes}) ${store}(panel, ${load}(b + v * ${lanes}));`,
      ]).join("\n");
    return block(`static void ${name}(${parameters})`, [
      `const size_t width = vectors * ${lanes};`,
      "for (size_t j = 0; j < columns; j++)",
      "  for (size_t l = 0; l < depth; l++) panel[l * width + j] = b[j * stride + l];",
      "for (size_t j = columns; j < width; j++)",
      "  for (size_t l = 0; l < depth; l++) panel[l * width + j] = 0;",
    ]).join("\n");
  });
}

/** The function that copies rows of a transposed a so that the numbers a tile needs for a step are neighbors. */
export function packRows(source: Source, dtype: FloatType): string {
  const { prefix } = floatNames[dtype];
  const type = elementTypes[dtype];
  const name = `${prefix}_pack_rows`;
  return source.helper(name, () =>
    block(`static void ${name}(${type} *rows, const ${type} *a, size_t along, size_t depth, size_t height)`, [
      `for (size_t i = 0; i < height; i += ${tall}) {`,
      `  const size_t count = height - i < ${tall} ? height - i : ${tall};`,
      `  for (size_t l = 0; l < depth; l++, rows += ${tall})`,
      "    for (size_t r = 0; r < count; r++) rows[r] = a[l * along + i + r];",
      "}",
    ]).join("\n"),
  );
}
