import { activations } from "../../../nn/activations.ts";
import { lastActivation } from "../../../nn/network.ts";
import { byLoss, type Cause } from "./cause.ts";

export const activationTwice: Cause = {
  name: "activationTwice",
  acts: byLoss,
  looks: "CrossEntropyLoss()(model(x), y)  # the model ends in Softmax",
  change(setup) {
    const last = lastActivation(setup.means.network) as keyof typeof activations;
    return last === "softmax" || last === "sigmoid"
      ? [{ setup: { ...setup, outputs: activations[last] }, other: last }]
      : [];
  },
  said: ({ other }) => ({
    en: `The loss takes logits and applies ${other} itself, but it was given outputs that have gone through ${other} already. Give it the logits.`,
    ko: `손실이 로짓을 받아 스스로 ${other} 함수를 적용하는데, 이미 ${other} 함수를 거친 출력을 주었습니다. 로짓을 주세요.`,
  }),
};
