import { ops } from "../../../graph/build.ts";
import { adamWith } from "./adam.ts";
import type { Cause } from "./cause.ts";

export const epsilonBeforeCorrection: Cause = {
  name: "epsilonBeforeCorrection",
  acts: ["weight"],
  looks: "lr * sqrt(1 - beta2**t) / (1 - beta1**t) * m / (sqrt(v) + epsilon)",
  change: (setup) =>
    adamWith(setup, ({ mean, square, correction1, correction2, epsilon }) =>
      ops.mul(ops.div(ops.sqrt(correction2), correction1), ops.div(mean, ops.add(ops.sqrt(square), epsilon))),
    ),
  said: () => ({
    en: "Adam's epsilon is added to the root before the bias correction, as Keras, TensorFlow and scikit-learn do; here after it, as in the paper's algorithm and PyTorch. In early steps that epsilon counts for more.",
    ko: "Adam의 엡실론을 Keras, TensorFlow, scikit-learn처럼 편향 보정 전의 제곱근에 더했습니다. 여기서는 논문의 알고리즘과 PyTorch처럼 보정 뒤에 더합니다. 처음 몇 단계에서 그 엡실론의 비중이 더 큽니다.",
  }),
};
