import { ops } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";
import { number } from "../settings.ts";

export const weightDecay = number(0, { from: 0 });

/** The gradient with `weightDecay` times the parameter added, as an L2 penalty on every parameter would. */
export const decayed = (gradient: Node, parameter: Node, settings: { readonly weightDecay: number }): Node =>
  settings.weightDecay === 0 ? gradient : ops.add(gradient, ops.mul(settings.weightDecay, parameter));
