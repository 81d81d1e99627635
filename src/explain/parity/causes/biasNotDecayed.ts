import type { Cause } from "./cause.ts";
import { decayOf } from "./decay.ts";

export const biasNotDecayed: Cause = {
  name: "biasNotDecayed",
  acts: ["weight"],
  looks: 'groups = [{"params": matrices, "weight_decay": 0.01}, {"params": biases, "weight_decay": 0}]',
  change: (setup) =>
    decayOf(setup) === 0
      ? []
      : [
          {
            setup: {
              ...setup,
              ruleOf: (name, rule) =>
                name.startsWith("W") ? rule : { ...rule, settings: { ...rule.settings, weightDecay: 0 } },
            },
          },
        ],
  said: () => ({
    en: "Weight decay is on matrices alone; here on biases and scales too.",
    ko: "가중치 감쇠가 행렬에만 적용됩니다. 여기서는 편향과 배율에도 적용됩니다.",
  }),
};
