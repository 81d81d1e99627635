import { ops } from "../../graph/build.ts";
import { mean } from "../functions/mean.ts";
import { complete, number } from "../settings.ts";
import type { Loss, LossKind } from "./loss.ts";

export interface HuberSettings {
  readonly delta: number;
  readonly [key: string]: unknown;
}

export const huberKind: LossKind<HuberSettings> = {
  name: "huber",
  targets: "number",
  reduction: "mean",
  settings: { delta: number(1, { above: 0 }) },
  perExample(a, y, { delta }) {
    const error = ops.abs(ops.sub(a, y));
    const bounded = ops.minimum(error, delta);
    return mean(ops.mul(bounded, ops.sub(error, ops.mul(0.5, bounded))), { axes: [1] });
  },
  formula: {
    text: "mean c (|a - y| - c/2), c = min(|a - y|, delta)",
    latex: "\\frac1k \\sum c \\bigl(|a - y| - \\tfrac{c}{2}\\bigr), \\; c = \\min(|a - y|, \\delta)",
  },
};

/**
 * The mean over outputs and examples of `e^2 / 2` where the error `e = |a - y|` is at most delta, and of
 * `delta (e - delta / 2)` beyond (Huber 1964).
 *
 * @throws ChainruleError `usage` where delta is no number above 0
 *
 * @example
 * huber(2).settings; // { delta: 2 }
 */
export const huber = (delta = huberKind.settings.delta.default): Loss => ({
  name: "huber",
  settings: complete("huber", huberKind.settings, { delta }),
});
