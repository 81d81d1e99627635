import type { MatmulKernel, ProductsKernel } from "../../kernel.ts";
import { advance, type Context, counter, times } from "../context.ts";
import { simd } from "../simd.ts";
import { productOf } from "./product.ts";
import { storeLanes } from "./store.ts";
import { vectorsOf } from "./vectors.ts";

/** Steps from which on a product is long: its loop then counts more than what surrounds it. */
const leastSteps = 32;

/** Vectors of sums that a loop holds beside their operands. */
const mostSums = 8;

/** Vectors of sums of a product whose operands can be read as they lie. */
function sumsOf(kernel: MatmulKernel): number {
  const { dtype, m, n, b } = productOf(kernel, () => 0);
  const { lanes, bytes } = simd[dtype];
  return b.column === bytes ? m * Math.ceil(n / lanes) : Number.POSITIVE_INFINITY;
}

/**
 * Whether products gain from running side by side: they have so few sums that each waits for its own additions, 4
 * cycles a step for one cycle of work.
 */
export function fitSideBySide(products: readonly MatmulKernel[]): boolean {
  const { dtype, k } = products[0]!;
  const sums = products.reduce((count, product) => count + sumsOf(product), 0);
  return (
    k >= leastSteps && sums <= mostSums && products.every((each) => each.dtype === dtype && each.k === k)
  );
}

/** All products in one loop along k. */
export function sideBySide(context: Context, { products }: ProductsKernel): void {
  const { code, at } = context;
  const { dtype, k } = products[0]!;
  const { lanes, splat } = simd[dtype];
  const { load, zero, multiplyAdd } = vectorsOf(context, dtype);
  const left = code.local("v128", "left");
  const parts = products.map((kernel) => {
    const product = productOf(kernel, at);
    const right = Array.from({ length: Math.ceil(product.n / lanes) }, () => code.local("v128"));
    const sums = Array.from({ length: product.m }, () => right.map(() => code.local("v128")));
    sums.flat().forEach(zero);
    return { ...product, right, sums, p: counter(code, product.a.at), q: counter(code, product.b.at) };
  });
  times(code, k, () => {
    for (const { a, b, right, sums, p, q } of parts) {
      for (const [v, vector] of right.entries()) load(vector, q, v * 16, "v128.load");
      for (const [r, row] of sums.entries()) {
        load(left, p, r * a.row, splat);
        for (const [v, sum] of row.entries()) multiplyAdd(sum, left, right[v]!);
      }
      advance(code, p, a.column);
      advance(code, q, b.row);
    }
  });
  for (const { c, n, sums } of parts) {
    const place = counter(code, c.at);
    for (const [r, row] of sums.entries())
      for (const [v, sum] of row.entries())
        storeLanes(code, dtype, place, r * c.row + v * 16, sum, Math.min(lanes, n - v * lanes));
  }
}
