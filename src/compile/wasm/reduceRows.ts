import type { FloatType } from "../../base/dtype.ts";
import { reductionLanes } from "../../op/op.ts";
import type { ReduceKernel } from "../kernel.ts";
import type { Code } from "./assembler/module.ts";
import { type Combine, combiner, storeFirst } from "./combine.ts";
import { advance, type Context, copyOf, counter, times } from "./context.ts";
import { maskOf, simd } from "./simd.ts";

/** Four (float32) or eight (float64) vectors hold the lanes. */
export function reduceRows({ code, at }: Context, { op, dtype, outer, range, x, out }: ReduceKernel): void {
  const { lanes, bytes } = simd[dtype];
  const combine = combiner(code, op, dtype);
  const used = Math.min(range, reductionLanes);
  const sums = Array.from({ length: Math.ceil(used / lanes) }, () => code.local("v128"));
  const next = code.local("v128");
  const row = counter(code, at(x), "row");
  const place = counter(code, at(out), "place");
  const load = (p: number, v: number, into: number) => {
    code.emit("local.get", p);
    code.emit("v128.load", { offset: v * 16 });
    code.emit("local.set", into);
  };
  times(code, outer, () => {
    const p = copyOf(code, row);
    for (const [v, sum] of sums.entries()) load(p, v, sum);
    advance(code, p, reductionLanes * bytes);
    times(code, Math.floor(range / reductionLanes) - 1, () => {
      for (const [v, sum] of sums.entries()) {
        load(p, v, next);
        combine(sum, next, sum);
      }
      advance(code, p, reductionLanes * bytes);
    });
    const rest = range > reductionLanes ? range % reductionLanes : 0;
    for (let v = 0; v * lanes < rest; v++) {
      load(p, v, next);
      combineSome(code, dtype, combine, sums[v]!, next, rest - v * lanes);
    }
    joinLanes(code, dtype, combine, sums, used);
    storeFirst(code, dtype, place, sums[0]!);
    advance(code, row, range * bytes);
    advance(code, place, bytes);
  });
}

/** Combines the first `count` lanes of two vectors and leaves the others. */
function combineSome(
  code: Code,
  dtype: FloatType,
  combine: Combine,
  sum: number,
  next: number,
  count: number,
): void {
  if (count >= simd[dtype].lanes) {
    combine(sum, next, sum);
    return;
  }
  combine(sum, next, next);
  code.emit("local.get", next);
  code.emit("local.get", sum);
  code.emit(
    "v128.const",
    maskOf(dtype, (lane) => lane < count),
  );
  code.emit("v128.bitselect");
  code.emit("local.set", sum);
}

/** The lanes as a binary tree, 8, 4, 2 and 1 apart; lanes that were not used take no part. */
export function joinLanes(
  code: Code,
  dtype: FloatType,
  combine: Combine,
  sums: readonly number[],
  used: number,
): void {
  const { lanes, bytes } = simd[dtype];
  for (let apart = reductionLanes / 2; apart >= 1; apart /= 2) {
    const count = Math.min(apart, used - apart);
    for (let v = 0; v * lanes < count; v++) {
      const other = code.local("v128");
      code.emit("local.get", sums[v + Math.floor(apart / lanes)]!);
      if (apart < lanes) {
        code.emit("local.get", sums[v]!);
        code.emit(
          "i8x16.shuffle",
          Array.from({ length: 16 }, (_, byte) => (byte + apart * bytes) % 16),
        );
      }
      code.emit("local.set", other);
      combineSome(code, dtype, combine, sums[v]!, other, count - v * lanes);
    }
  }
}
