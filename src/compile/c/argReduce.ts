import type { ArgReduceKernel } from "../kernel.ts";
import { statements } from "../source/statements.ts";
import { terms } from "../source/term.ts";
import { type Context, index, loop } from "./context.ts";
import { elementTypes, type Reading } from "./form.ts";
import { algebra, syntaxOf } from "./syntax.ts";

/** The place of the best along an axis, one candidate after the other. A NaN gives way to any number. */
export function argReduce({ source, nameOf }: Context, kernel: ArgReduceKernel): string[] {
  const { op, dtype, outer, range, inner, x, out } = kernel;
  const reading: Reading = { dtype, wide: false };
  const made = terms(dtype);
  const better = op.better(algebra(source, reading, made), made.text("candidate"), made.text("best"));
  const { values, lines } = statements([better], syntaxOf(source, reading), new Map(), () => "isBetter");
  const type = elementTypes[dtype];
  return loop(
    "o",
    outer,
    loop("i", inner, [
      `const ${type} *from = ${nameOf(x)} + ${index([range * inner, "o"], [1, "i"])};`,
      `${type} best = from[0];`,
      "int32_t place = 0;",
      `for (int32_t r = 1; r < ${range}; r++) {`,
      `  const ${type} candidate = from[${index([inner, "r"])}];`,
      ...lines.map((line) => `  ${line}`),
      `  if (${values[0]} || (best != best && candidate == candidate)) {`,
      "    best = candidate;",
      "    place = r;",
      "  }",
      "}",
      `${nameOf(out)}[${index([inner, "o"], [1, "i"])}] = place;`,
    ]),
  );
}
