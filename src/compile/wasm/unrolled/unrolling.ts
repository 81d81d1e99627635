import type { FloatType } from "../../../base/dtype.ts";
import type { Primitives } from "../../../op/algebra.ts";
import { type Reduction, reductionLanes } from "../../../op/op.ts";
import { scalars } from "../../../op/scalars.ts";
import type { Buffer } from "../../kernel.ts";
import type { Vectors } from "../sideBySide.ts";
import { simd } from "../simd.ts";
import type { Writer } from "../writer.ts";
import type { Arrays } from "./arrays.ts";

/** What the straight-line code of a kernel is written with. */
export interface Unrolling {
  readonly arrays: Arrays;
  readonly inside: Writer;
  /** The local that holds the number of the step. */
  readonly step: number;
  /** The address of an array. */
  at(buffer: Buffer): number;
  /** Operations as instructions on `count` vectors side by side. */
  primitives(dtype: FloatType, count: number): Primitives<Vectors>;
}

/** The elements of each vector of an array, in order. */
export function lanesOf(length: number, dtype: FloatType): number[][] {
  const { lanes } = simd[dtype];
  return Array.from({ length: Math.ceil(length / lanes) }, (_, v) =>
    Array.from({ length: Math.min(lanes, length - v * lanes) }, (_, lane) => v * lanes + lane),
  );
}

/** One number for each lane, from `range` of them in the order of a {@link Reduction}. */
export function fold(
  primitives: Primitives<Vectors>,
  op: Reduction,
  range: number,
  element: (r: number) => number,
): number {
  const k = scalars(primitives);
  const used = Math.min(range, reductionLanes);
  const combine = (a: number, b: number) => op.combine(k, [a], [b])[0]!;
  const sums = Array.from({ length: used }, (_, r) => element(r));
  for (let r = used; r < range; r++)
    sums[r % reductionLanes] = combine(sums[r % reductionLanes]!, element(r));
  for (let apart = reductionLanes / 2; apart >= 1; apart /= 2)
    for (let lane = 0; lane < apart && lane + apart < used; lane++)
      sums[lane] = combine(sums[lane]!, sums[lane + apart]!);
  return sums[0]!;
}
