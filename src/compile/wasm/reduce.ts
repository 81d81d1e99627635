import type { FloatType } from "../../base/dtype.ts";
import { type Reduction, reductionLanes } from "../../op/op.ts";
import { scalars } from "../../op/scalars.ts";
import type { ReduceByTableKernel, ReduceKernel } from "../kernel.ts";
import type { Code } from "./assembler/module.ts";
import { advance, type Context, copyOf, counter, times } from "./context.ts";
import { instructions } from "./instructions.ts";
import { maskOf, simd } from "./simd.ts";

/** Combines two vectors into a local that may be one of them. */
type Combine = (a: number, b: number, into: number) => void;

function combiner(code: Code, op: Reduction, dtype: FloatType): Combine {
  const k = scalars(instructions(code, dtype));
  return (a, b, into) => {
    code.emit("local.get", op.combine(k, a, b));
    code.emit("local.set", into);
  };
}

/** A reduction in the fixed order of lanes: along a row with lanes side by side, else column by column. */
export function reduce(context: Context, kernel: ReduceKernel): void {
  if (kernel.inner === 1) reduceRows(context, kernel);
  else reduceColumns(context, kernel);
}

/** Four (float32) or eight (float64) vectors hold the lanes. */
function reduceRows({ code, at }: Context, { op, dtype, outer, range, x, out }: ReduceKernel): void {
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
    code.emit("local.get", place);
    code.emit("local.get", sums[0]!);
    if (dtype === "float32") code.emit("v128.store32_lane", {}, 0);
    else code.emit("v128.store64_lane", {}, 0);
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
function joinLanes(
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

/** A vector of neighboring columns at a time, a local for each of the 16 lanes. */
function reduceColumns(
  { code, at }: Context,
  { op, dtype, outer, range, inner, x, out }: ReduceKernel,
): void {
  const { lanes, bytes } = simd[dtype];
  const rowBytes = inner * bytes;
  const block = counter(code, at(x), "block");
  const place = counter(code, at(out), "place");
  const fold = lanewise(code, op, dtype, range);
  times(code, outer, () => {
    const column = copyOf(code, block, "column");
    const target = copyOf(code, place, "target");
    times(code, Math.ceil(inner / lanes), () => {
      const p = copyOf(code, column);
      const sum = fold(
        (lane, into) => {
          code.emit("local.get", p);
          code.emit("v128.load", { offset: lane * rowBytes });
          code.emit("local.set", into);
        },
        () => advance(code, p, reductionLanes * rowBytes),
      );
      code.emit("local.get", target);
      code.emit("local.get", sum);
      code.emit("v128.store");
      advance(code, column, 16);
      advance(code, target, 16);
    });
    advance(code, block, range * rowBytes);
    advance(code, place, rowBytes);
  });
}

/** One element at a time, wherever tables of offsets say. */
export function reduceByTable({ code, at }: Context, kernel: ReduceByTableKernel): void {
  const { op, dtype, x, starts, places, out } = kernel;
  const { bytes, splat } = simd[dtype];
  const start = counter(code, at(starts), "start");
  const place = counter(code, at(out), "place");
  const fold = lanewise(code, op, dtype, places.length);
  times(code, out.length, () => {
    const p = counter(code, at(places));
    const sum = fold(
      (lane, into) => {
        code.emit("local.get", start);
        code.emit("i32.load");
        code.emit("local.get", p);
        code.emit("i32.load", { offset: lane * 4 });
        code.emit("i32.add");
        code.emit("i32.const", Math.log2(bytes));
        code.emit("i32.shl");
        code.emit(splat, { offset: at(x) });
        code.emit("local.set", into);
      },
      () => advance(code, p, reductionLanes * 4),
    );
    code.emit("local.get", place);
    code.emit("local.get", sum);
    if (dtype === "float32") code.emit("v128.store32_lane", {}, 0);
    else code.emit("v128.store64_lane", {}, 0);
    advance(code, start, 4);
    advance(code, place, bytes);
  });
}

/** A reduction whose lanes are whole vectors; `load` fetches the element of a lane, `next` goes on by 16 elements. */
function lanewise(code: Code, op: Reduction, dtype: FloatType, range: number) {
  const combine = combiner(code, op, dtype);
  const used = Math.min(range, reductionLanes);
  const sums = Array.from({ length: used }, () => code.local("v128"));
  const element = code.local("v128");
  return (load: (lane: number, into: number) => void, next: () => void): number => {
    const round = (count: number) => {
      for (const sum of sums.slice(0, count)) {
        load(sums.indexOf(sum), element);
        combine(sum, element, sum);
      }
    };
    for (const [lane, sum] of sums.entries()) load(lane, sum);
    next();
    times(code, Math.floor(range / reductionLanes) - 1, () => {
      round(reductionLanes);
      next();
    });
    if (range > reductionLanes) round(range % reductionLanes);
    for (let apart = reductionLanes / 2; apart >= 1; apart /= 2)
      for (let lane = 0; lane < apart && lane + apart < used; lane++)
        combine(sums[lane]!, sums[lane + apart]!, sums[lane]!);
    return sums[0]!;
  };
}
