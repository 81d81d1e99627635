import { ops } from "../../graph/build.ts";
import { mean } from "../functions/mean.ts";
import { complete } from "../settings.ts";
import { type Smoothing, smooth, smoothingSettings } from "./labelSmoothing.ts";
import type { Loss, LossKind } from "./loss.ts";

/**
 * Written as in the texts; behind a sigmoid the simplifier turns both logarithms into softplus of the logit,
 * which is finite for every logit.
 */
export const binaryCrossEntropyKind: LossKind<Smoothing> = {
  name: "binaryCrossEntropy",
  targets: "probability",
  reduction: "mean",
  activations: ["sigmoid"],
  settings: smoothingSettings,
  perExample(a, target, settings) {
    const y = smooth(target, settings, 2);
    const yes = ops.mul(y, ops.log(a));
    const no = ops.mul(ops.sub(1, y), ops.log(ops.sub(1, a)));
    return mean(ops.neg(ops.add(yes, no)), { axes: [1] });
  },
  formula: {
    text: "-(y log a + (1 - y) log(1 - a))",
    latex: "-\\bigl(y \\log a + (1 - y) \\log(1 - a)\\bigr)",
  },
};

/**
 * `-(y log a + (1 - y) log(1 - a))`, the mean over outputs and examples; with label smoothing s each target is
 * `(1 - s) y + s/2`.
 *
 * @throws ChainruleError `usage` where labelSmoothing is not from 0 to below 1
 *
 * @example
 * binaryCrossEntropy({ labelSmoothing: 0.1 }).settings; // { labelSmoothing: 0.1 }
 */
export const binaryCrossEntropy = (settings: Partial<Smoothing> = {}): Loss => ({
  name: "binaryCrossEntropy",
  settings: complete("binaryCrossEntropy", smoothingSettings, settings),
});
