import { ops } from "../../graph/build.ts";
import type { LossKind } from "./loss.ts";

/** `-sum_c y_c log a_c`. Behind a softmax the simplifier computes `log a` without leaving the logarithm. */
export const crossEntropy: LossKind = {
  name: "crossEntropy",
  about: "for one of several classes, a softmax output",
  targets: "distribution",
  reduction: "mean",
  activations: ["softmax"],
  perExample: (a, y) => ops.neg(ops.sum(ops.mul(y, ops.log(a)), { axes: [1] })),
  formula: { text: "-sum_c y_c log a_c", latex: "-\\sum_c y_c \\log a_c" },
};
