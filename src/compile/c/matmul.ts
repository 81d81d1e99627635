import type { MatmulKernel, ProductsKernel } from "../kernel.ts";
import { type Context, index, loop } from "./context.ts";
import { flat, narrow } from "./flat.ts";
import { elementTypes, literal } from "./form.ts";
import { product } from "./product.ts";

/** `out = a b`, each number along k in sequence from +0. */
export function matmul(context: Context, kernel: MatmulKernel): readonly string[] {
  const { nameOf, form } = context;
  const { dtype, m, k, n, a, b, out } = kernel;
  const to = nameOf(out);
  if (k === 0) return loop("i", m * n, [`${to}[i] = ${literal(dtype, 0)};`]);
  if (form === "native") return narrow(context, [kernel], flat(context, kernel, product(context, kernel)));
  const [aRow, aStep] = a.strides;
  const [bStep, bColumn] = b.strides;
  const type = elementTypes[dtype];
  const ofA = `${nameOf(a.array)}[${index([m === 1 ? 0 : aRow, "i"], [aStep, "l"])}]`;
  const ofB = `${nameOf(b.array)}[${index([bStep, "l"], [n === 1 ? 0 : bColumn, "j"])}]`;
  const ofOut = `${to}[${index([m === 1 ? 0 : n, "i"], [n === 1 ? 0 : 1, "j"])}]`;
  const rows = (lines: readonly string[]) => (m === 1 ? [...lines] : loop("i", m, lines));
  // Where the rows of b lie in sequence, whole rows are added: compilers make vectors of that.
  if (n > 1 && bColumn === 1)
    return rows([
      ...loop("j", n, [`${ofOut} = ${literal(dtype, 0)};`]),
      ...loop("l", k, [`const ${type} factor = ${ofA};`, ...loop("j", n, [`${ofOut} += factor * ${ofB};`])]),
    ]);
  const sum = [
    `${type} sum = ${literal(dtype, 0)};`,
    ...loop("l", k, [`sum += ${ofA} * ${ofB};`]),
    `${ofOut} = sum;`,
  ];
  return rows(n === 1 ? sum : loop("j", n, sum));
}

/** Products one after the other, or where they are narrow, side by side. */
export function products(context: Context, kernel: ProductsKernel): readonly string[] {
  const apart = kernel.products.flatMap((each) => [
    "{",
    ...matmul(context, each).map((line) => `  ${line}`),
    "}",
  ]);
  return context.form === "native" ? narrow(context, kernel.products, apart) : apart;
}
