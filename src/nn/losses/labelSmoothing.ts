import { ops } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";
import { number } from "../settings.ts";

export interface Smoothing {
  /** Part of each target, from 0 to below 1, that is spread evenly over the classes. */
  readonly labelSmoothing: number;
  readonly [key: string]: unknown;
}

export const smoothingSettings = {
  labelSmoothing: number(0, { from: 0, below: 1 }),
};

/** `(1 - part) y + part / classes` (Szegedy et al. 2016): the network stops short of certainty. */
export const smooth = (y: Node, { labelSmoothing: part }: Smoothing, classes: number): Node =>
  part === 0 ? y : ops.add(ops.mul(1 - part, y), part / classes);
