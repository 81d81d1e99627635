import type { FloatType } from "../../../base/dtype.ts";
import { elementTypes, literal } from "../../../compile/c/form.ts";

const widest = 100;

/** An array as constants, a row of the matrix on each line where one is wide enough; all bits of each number. */
export function numbers(dtype: FloatType, name: string, values: ArrayLike<number>, columns: number): string {
  const lines: string[] = [];
  for (let start = 0; start < values.length; start += columns) {
    let line = "";
    for (let i = start; i < Math.min(start + columns, values.length); i++) {
      const text = `${literal(dtype, values[i]!)},`;
      if (line.length + text.length + 1 > widest) {
        lines.push(line);
        line = "";
      }
      line += line === "" ? text : ` ${text}`;
    }
    lines.push(line);
  }
  return `static const ${elementTypes[dtype]} ${name}[${values.length}] = {\n${lines.map((line) => `  ${line}`).join("\n")}\n};`;
}
