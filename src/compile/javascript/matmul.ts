import type { MatmulKernel } from "../kernel.ts";
import type { Context } from "./context.ts";
import { product, sum } from "./reduce.ts";

/**
 * A product, each sum along k in sequence from 0 on. k is the outer loop: the rows of `b` are then read as they lie, and
 * the sums of a row go on side by side. A 0 is passed over where the row has no NaN or infinity: sums begin at +0, so
 * that 0 or -0 changes none of them. Pictures, and what a relu lets through, are mostly zeros.
 */
export function matmul(context: Context, { m, k, n, a, b, out }: MatmulKernel): readonly string[] {
  const { dtype } = context;
  const rounded = (text: string) => (dtype === "float32" ? `fround(${text})` : text);
  const name = context.nameOf(out);
  const left = context.at(a.array, sum(product("i", m, a.strides[0]), product("k", k, a.strides[1])));
  const right = context.at(b.array, sum(product("k", k, b.strides[0]), product("j", n, b.strides[1])));
  const each = `for (let k = 0; k < ${k}; k++)`;
  const place = context.at(out, sum(product("i", m, n), product("j", n, 1)));
  // An array rounds what it stores by itself; a variable does not.
  const add = (x: string) =>
    context.isNumber(out)
      ? `${name} = ${rounded(`${name} + ${rounded(`${x} * ${right}`)}`)};`
      : `${place} += ${rounded(`${x} * ${right}`)};`;
  const lines =
    n === 1
      ? [`${each} ${add(left)}`]
      : [
          `${each} {`,
          `  const x = ${left};`,
          ...(context.isFinite(b.array) ? ["  if (x === 0) continue;"] : []),
          `  for (let j = 0; j < ${n}; j++) ${add("x")}`,
          "}",
        ];
  return [
    `// ${name} = ${context.nameOf(a.array)}${turned(a.strides, k)} ${context.nameOf(b.array)}${turned(b.strides, n)}`,
    context.isNumber(out) ? `let ${name} = 0;` : `${name}.fill(0);`,
    ...(m === 1 ? lines : [`for (let i = 0; i < ${m}; i++) {`, ...lines.map((line) => `  ${line}`), "}"]),
  ];
}

/** Whether a matrix is read as its transpose. */
const turned = ([, right]: readonly [number, number], columns: number): string =>
  right > 1 && columns > 1 ? "^T" : "";
