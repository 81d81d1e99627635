import type { FloatType } from "../../base/dtype.ts";
import { type Reduction, reductionLanes } from "../../op/op.ts";
import type { ReduceByTableKernel, ReduceKernel } from "../kernel.ts";
import type { Code } from "./assembler/module.ts";
import { combiner, storeFirst } from "./combine.ts";
import { advance, type Context, copyOf, counter, times } from "./context.ts";
import { simd } from "./simd.ts";

/** A vector of neighboring columns at a time, a local for each of the 16 lanes. */
export function reduceColumns(
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
    storeFirst(code, dtype, place, sum);
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
