import { ops } from "../../graph/build.ts";
import { mean } from "../functions/mean.ts";
import type { LossKind } from "./loss.ts";

/**
 * `-(y log a + (1 - y) log(1 - a))`, the mean over outputs. Written as in the texts; behind a sigmoid the
 * simplifier turns both logarithms into softplus of the logit, which is finite for every logit.
 */
export const binaryCrossEntropy: LossKind = {
  name: "binaryCrossEntropy",
  about: "for yes or no, one sigmoid output",
  targets: "probability",
  reduction: "mean",
  activations: ["sigmoid"],
  perExample(a, y) {
    const yes = ops.mul(y, ops.log(a));
    const no = ops.mul(ops.sub(1, y), ops.log(ops.sub(1, a)));
    return mean(ops.neg(ops.add(yes, no)), { axes: [1] });
  },
  formula: {
    text: "-(y log a + (1 - y) log(1 - a))",
    latex: "-\\bigl(y \\log a + (1 - y) \\log(1 - a)\\bigr)",
  },
};
