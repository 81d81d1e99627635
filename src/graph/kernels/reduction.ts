import type { TypedArray } from "../../base/dtype.ts";
import { checkedAxes } from "../../op/axes.ts";
import { numbers } from "../../op/numbers.ts";
import { type ArgReduction, type Reduction, reductionLanes } from "../../op/op.ts";
import type { Node } from "../node.ts";
import { floatOf, type Kernel } from "./kernel.ts";
import { offsets } from "./offsets.ts";

/** In the fixed order of {@link reductionLanes}: lanes in turn, then the lanes as a binary tree. */
export function reduction(node: Node, op: Reduction): Kernel {
  const k = numbers[floatOf(node)];
  const { shape } = node.inputs[0]!;
  const axes = checkedAxes(op.name, shape, node.attributes.axes as readonly number[]);
  const kept = offsets(
    shape,
    shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis)),
  );
  const range = offsets(shape, axes);
  const lanes = new Float64Array(reductionLanes);
  return (out, x) => {
    for (let o = 0; o < kept.length; o++) out[o] = reduce(x!, kept[o]!);
  };

  function reduce(x: TypedArray, start: number): number {
    const used = Math.min(range.length, reductionLanes);
    if (used === 0) return op.identity;
    for (let r = 0; r < used; r++) lanes[r] = x[start + range[r]!]!;
    for (let r = used; r < range.length; r++) {
      const lane = r % reductionLanes;
      lanes[lane] = op.combine(k, lanes[lane]!, x[start + range[r]!]!);
    }
    for (let apart = reductionLanes / 2; apart >= 1; apart /= 2)
      for (let lane = 0; lane < apart && lane + apart < used; lane++)
        lanes[lane] = op.combine(k, lanes[lane]!, lanes[lane + apart]!);
    return lanes[0]!;
  }
}

/** The place of the best along one axis. A NaN gives way to any number. */
export function argReduction(node: Node, op: ArgReduction): Kernel {
  const k = numbers[floatOf(node)];
  const { shape } = node.inputs[0]!;
  const [axis] = checkedAxes(op.name, shape, [node.attributes.axis as number]) as [number];
  const kept = offsets(
    shape,
    shape.map((_, i) => i).filter((i) => i !== axis),
  );
  const range = offsets(shape, [axis]);
  return (out, x) => {
    kept.forEach((start, o) => {
      let best = 0;
      for (let r = 1; r < range.length; r++) {
        const candidate = x![start + range[r]!]!;
        const champion = x![start + range[best]!]!;
        if (op.better(k, candidate, champion) !== 0 || (Number.isNaN(champion) && !Number.isNaN(candidate)))
          best = r;
      }
      out[o] = best;
    });
  };
}
