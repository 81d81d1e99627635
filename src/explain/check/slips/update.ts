import { constant, ops } from "../../../graph/build.ts";
import { instead, type Slip, slipsOf } from "./slip.ts";

/** The step against the gradient. */
export const updateSlips: readonly Slip[] = slipsOf({
  ascent: {
    plant: "W1_new = W1 + lr * dW1",
    value({ name, role }, step) {
      if (role !== "update") return [];
      const changed = step.value(name)!;
      if (name.endsWith("_change")) return instead(ops.neg(changed));
      return instead(ops.sub(ops.mul(2, step.value(name.replace(/_new$/, ""))!), changed));
    },
    said: ({ name }) => ({
      en: `${name} goes up the slope: the gradient is added. Subtract it, and the loss falls.`,
      ko: `${name} 계산에서 기울기를 더해 오르막으로 갔습니다. 기울기를 빼야 손실이 줄어듭니다.`,
    }),
  },
  rateTwice: {
    plant: "W1_new = W1 - lr * (lr * dW1)",
    read: ({ name }, step) =>
      name === "learningRate" ? instead(ops.mul(step.value(name)!, step.value(name)!)) : [],
    said: ({ name }) => ({
      en: `The learning rate is applied twice${name === "learningRate" ? "" : ` in ${name}`}. Multiply by it once.`,
      ko: `${name === "learningRate" ? "" : `${name} 계산에서 `}학습률을 두 번 곱했습니다. 한 번만 곱하세요.`,
    }),
  },
  rateMissing: {
    plant: "W1_new = W1 - dW1",
    read: ({ name }) => (name === "learningRate" ? instead(constant(1)) : []),
    said: () => ({
      en: "The learning rate is not applied: the whole gradient is subtracted. Multiply the gradient by it.",
      ko: "학습률을 곱하지 않고 기울기를 그대로 뺐습니다. 기울기에 학습률을 곱하세요.",
    }),
  },
  notUpdated: {
    plant: "W1_new = W1",
    value({ name, role }, step) {
      if (role !== "update") return [];
      return name.endsWith("_change")
        ? instead(ops.mul(0, step.value(name)!))
        : instead(step.value(name.replace(/_new$/, "")));
    },
    said: ({ name }) => ({
      en: `${name} is what it was before: the update did not happen.`,
      ko: `${name} 값이 이전과 같습니다. 갱신되지 않았습니다.`,
    }),
  },
  alreadyUpdated: {
    plant: "W2 = W2 - lr * dW2; dA1 = dZ2 @ W2.T",
    read({ name, role }, step) {
      const updated = `${name}_new`;
      const isWeight = role === "given" && step.picture.quantities.has(updated);
      return isWeight && step.judged.role !== "update" && step.judged.role !== "forward"
        ? instead(step.value(updated), updated)
        : [];
    },
    said: ({ name, other }) => ({
      en: `${name} had already been updated when it was used here: ${other} stands in its place. Compute all gradients first, then update all weights.`,
      ko: `여기서 쓰인 ${name} 값은 이미 갱신된 뒤의 값(${other})입니다. 모든 기울기를 먼저 계산한 다음 가중치를 갱신하세요.`,
    }),
  },
});
