import { advance, type Context, counter, times } from "../context.ts";
import { simd } from "../simd.ts";
import type { Product } from "./product.ts";
import { storeLanes } from "./store.ts";
import { interleaved, transposed } from "./transpose.ts";
import { vectorsOf } from "./vectors.ts";

/** Rows of a worked on side by side, in vectors: a chain of additions alone leaves most of a core idle. */
const groupsAtOnce = { float32: 2, float64: 4 } as const;

/** Whether vectors along the columns would be half empty or more, while the rows of a are by themselves. */
export const isNarrow = ({ dtype, m, k, n, a }: Product): boolean =>
  n <= simd[dtype].lanes / 2 && m > 1 && k > 1 && a.row !== simd[dtype].bytes;

/** One or two columns: vectors run along the rows, and squares of a are turned in registers to fit them. */
export function narrow({ code, fused }: Context, { dtype, m, k, n, a, b, c }: Product): void {
  const { lanes, bytes, splat } = simd[dtype];
  const { load, zero, multiplyAdd } = vectorsOf({ code, fused }, dtype);
  const [from, to] = [counter(code, a.at, "from"), counter(code, c.at, "to")];
  const [p, q] = [code.local("i32", "p"), code.local("i32", "q")];
  const nothing = code.local("v128");
  const right = Array.from({ length: lanes }, () => Array.from({ length: n }, () => code.local("v128")));
  const loadRight = (steps: number) => {
    for (let l = 0; l < steps; l++)
      for (let j = 0; j < n; j++) load(right[l]![j]!, q, l * b.row + j * b.column, splat);
  };
  const start = () => {
    code.emit("i32.const", b.at);
    code.emit("local.set", q);
  };
  const isShort = k <= lanes;
  if (isShort) {
    start();
    loadRight(k);
  }

  function block(rows: number): void {
    const groups = Math.ceil(rows / lanes);
    const sums = Array.from({ length: groups }, () => Array.from({ length: n }, () => code.local("v128")));
    const square = Array.from({ length: lanes }, () => code.local("v128"));
    const step = (steps: number) => {
      if (!isShort) loadRight(steps);
      for (const [g, group] of sums.entries()) {
        const present = square.map((vector, i) => {
          const row = g * lanes + i;
          if (row >= rows) return nothing;
          load(vector, p, row * a.row, "v128.load");
          return vector;
        });
        const columns = transposed(code, dtype, present);
        for (let l = 0; l < steps; l++)
          for (const [j, sum] of group.entries()) multiplyAdd(sum, columns[l]!, right[l]![j]!);
      }
    };
    for (const sum of sums.flat()) zero(sum);
    code.emit("local.get", from);
    code.emit("local.set", p);
    if (isShort) step(k);
    else {
      start();
      times(code, Math.floor(k / lanes), () => {
        step(lanes);
        advance(code, p, 16);
        advance(code, q, lanes * b.row);
      });
      if (k % lanes > 0) step(k % lanes);
    }
    for (const [g, group] of sums.entries()) {
      const present = Math.min(lanes, rows - g * lanes) * n;
      const vectors = n === 1 ? group : interleaved(code, group[0]!, group[1]!);
      for (const [v, vector] of vectors.entries())
        if (v * lanes < present)
          storeLanes(code, dtype, to, (g * n + v) * 16, vector, Math.min(lanes, present - v * lanes));
    }
    advance(code, from, rows * a.row);
    advance(code, to, rows * n * bytes);
  }

  const tall = groupsAtOnce[dtype] * lanes;
  times(code, Math.floor(m / tall), () => block(tall));
  if (m % tall > 0) block(m % tall);
}
