import { ops } from "../../graph/build.ts";
import { complete } from "../settings.ts";
import { type Smoothing, smooth, smoothingSettings } from "./labelSmoothing.ts";
import type { Loss, LossKind } from "./loss.ts";

/** Behind a softmax the simplifier computes `log a` without leaving the logarithm. */
export const crossEntropyKind: LossKind<Smoothing> = {
  name: "crossEntropy",
  targets: "distribution",
  reduction: "mean",
  activations: ["softmax"],
  settings: smoothingSettings,
  perExample: (a, y, settings) =>
    ops.neg(ops.sum(ops.mul(smooth(y, settings, a.shape[1]!), ops.log(a)), { axes: [1] })),
  formula: { text: "-sum_c y_c log a_c", latex: "-\\sum_c y_c \\log a_c" },
};

/**
 * `-sum_c y_c log a_c`, the mean over examples; with label smoothing s over k classes each target is
 * `(1 - s) y_c + s/k`.
 *
 * @throws ChainruleError `usage` where labelSmoothing is not from 0 to below 1
 *
 * @example
 * crossEntropy({ labelSmoothing: 0.1 }).settings; // { labelSmoothing: 0.1 }
 */
export const crossEntropy = (settings: Partial<Smoothing> = {}): Loss => ({
  name: "crossEntropy",
  settings: complete("crossEntropy", smoothingSettings, settings),
});
