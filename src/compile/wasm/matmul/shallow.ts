import { advance, type Context, counter, times } from "../context.ts";
import { simd } from "../simd.ts";
import type { Product } from "./product.ts";
import { storeLanes } from "./store.ts";
import { vectorsOf } from "./vectors.ts";

/** Vectors of b that stay in registers beside a few rows. */
const mostVectors = 8;

/** Whether all of b fits into registers, and enough rows need it. */
export function isShallow({ dtype, m, k, n }: Product): boolean {
  return m >= 8 && k * Math.ceil(n / simd[dtype].lanes) <= mostVectors;
}

/** The product with b in locals: a loop over the rows, without one along k. */
export function shallow({ code, fused }: Context, { dtype, m, k, n, a, b, c }: Product): void {
  const { lanes, bytes, splat } = simd[dtype];
  const { load, zero, multiplyAdd } = vectorsOf({ code, fused }, dtype);
  const vectors = Math.ceil(n / lanes);
  const place = counter(code, b.at);
  const right = Array.from({ length: k }, (_, l) =>
    Array.from({ length: vectors }, (_, v) => {
      const vector = code.local("v128");
      if (b.column === bytes) load(vector, place, l * b.row + v * 16, "v128.load");
      else
        for (let lane = 0; lane < Math.min(lanes, n - v * lanes); lane++) {
          const offset = l * b.row + (v * lanes + lane) * b.column;
          code.emit("local.get", place);
          code.emit("local.get", vector);
          if (dtype === "float32") code.emit("v128.load32_lane", { offset }, lane);
          else code.emit("v128.load64_lane", { offset }, lane);
          code.emit("local.set", vector);
        }
      return vector;
    }),
  );
  const [from, to] = [counter(code, a.at, "from"), counter(code, c.at, "to")];
  const left = code.local("v128");
  const sums = Array.from({ length: vectors }, () => code.local("v128"));

  function block(rows: number): void {
    for (let r = 0; r < rows; r++) {
      sums.forEach(zero);
      for (const [l, row] of right.entries()) {
        load(left, from, r * a.row + l * a.column, splat);
        for (const [v, vector] of row.entries()) multiplyAdd(sums[v]!, left, vector);
      }
      for (const [v, sum] of sums.entries())
        storeLanes(code, dtype, to, r * c.row + v * 16, sum, Math.min(lanes, n - v * lanes));
    }
    advance(code, from, rows * a.row);
    advance(code, to, rows * c.row);
  }

  const tall = Math.max(1, Math.floor(mostVectors / (k * vectors)));
  times(code, Math.floor(m / tall), () => block(tall));
  if (m % tall > 0) block(m % tall);
}
