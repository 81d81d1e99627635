import { ops } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";

/** `factor old + (1 - factor) now`. */
export const movingAverage = (factor: number, old: Node, now: Node): Node =>
  ops.add(ops.mul(factor, old), ops.mul(1 - factor, now));
