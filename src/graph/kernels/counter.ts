import { threefry } from "../../base/threefry.ts";
import type { Counter } from "../../op/op.ts";
import type { Node } from "../node.ts";
import type { Kernel } from "./kernel.ts";

export function counter(node: Node, op: Counter): Kernel {
  const threshold = op.threshold(node.attributes);
  const below = op.below(node.attributes);
  const above = op.above(node.attributes);
  const stream = node.attributes.stream as number;
  return (out, seed, step) => {
    for (let i = 0; i < out.length; i++)
      out[i] = threefry(seed![0]!, stream, step![0]!, i) >>> 8 >= threshold ? above : below;
  };
}
