import type { FloatType } from "../../base/dtype.ts";
import type { Scalars } from "../../op/algebra.ts";
import { type Reduction, reductionLanes } from "../../op/op.ts";
import type { Code } from "./assembler/module.ts";
import { lanesBelow } from "./broadcast.ts";
import { combiner, storeFirst } from "./combine.ts";
import { counter } from "./context.ts";
import type { Place } from "./elements.ts";
import { joinLanes } from "./reduceRows.ts";
import type { Vectors } from "./sideBySide.ts";
import { simd } from "./simd.ts";

/**
 * Combines each round's elements into the lanes of a reduction, which lie in memory at `address`, where the result
 * will be: there are too few registers for them beside a loop's own values.
 *
 * @param elements in the whole loop: what the last round reads behind them takes no part
 */
export function intoLanes(
  k: Scalars<Vectors>,
  op: Reduction,
  value: Vectors,
  elements: number,
  address: number,
  place: Place,
): void {
  const { before, inside, i } = place;
  const { bytes, lanes } = simd[k.dtype];
  const neutral = k.constant(op.neutral);
  for (let lane = 0; lane < reductionLanes; lane += lanes) {
    before.emit("i32.const", 0);
    before.emit("local.get", neutral[0]!);
    before.emit("v128.store", { offset: address + lane * bytes });
  }
  const taking = elements % reductionLanes === 0 ? value : k.select(value.map(present), value, neutral);
  const sums = value.map((_, v) => {
    inside.emit("i32.const", 0);
    inside.emit("v128.load", { offset: address + v * 16 });
    return kept();
  });
  for (const [v, sum] of op.combine(k, sums, taking).entries()) {
    inside.emit("i32.const", 0);
    inside.emit("local.get", sum);
    inside.emit("v128.store", { offset: address + v * 16 });
  }

  /** The lanes of vector `v` that are elements of the array. */
  function present(_: number, v: number): number {
    inside.emit("i32.const", elements - v * lanes);
    inside.emit("local.get", i);
    inside.emit("i32.const", Math.log2(bytes));
    inside.emit("i32.shr_u");
    inside.emit("i32.sub");
    lanesBelow(inside, k.dtype);
    return kept();
  }

  function kept(): number {
    const local = inside.local("v128");
    inside.emit("local.set", local);
    return local;
  }
}

/** Makes one number of the lanes at `address`, in the same place. */
export function joinLanesAt(code: Code, dtype: FloatType, op: Reduction, address: number): void {
  const place = counter(code, address);
  const sums = Array.from({ length: reductionLanes / simd[dtype].lanes }, (_, v) => {
    const sum = code.local("v128");
    code.emit("local.get", place);
    code.emit("v128.load", { offset: v * 16 });
    code.emit("local.set", sum);
    return sum;
  });
  joinLanes(code, dtype, combiner(code, op, dtype), sums, reductionLanes);
  storeFirst(code, dtype, place, sums[0]!);
}
