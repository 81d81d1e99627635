import { decayed } from "../../../nn/optimizers/weightDecay.ts";
import type { Cause } from "./cause.ts";
import { decayOf } from "./decay.ts";

export const coupledDecay: Cause = {
  name: "coupledDecay",
  acts: ["weight"],
  looks: "torch.optim.Adam(..., weight_decay=0.01)  # for adamW",
  change(setup) {
    const { kind, settings } = setup.rule;
    const weightDecay = decayOf(setup);
    if (weightDecay === 0 || kind.name !== "adamW") return [];
    const update: typeof kind.update = (context) =>
      kind.update({
        ...context,
        gradient: decayed(context.gradient, context.parameter, { weightDecay }),
        settings: { ...settings, weightDecay: 0 },
      });
    return [{ setup: { ...setup, rule: { kind: { ...kind, update }, settings } } }];
  },
  said: () => ({
    en: "Weight decay is an L2 penalty in the gradient, so it goes through Adam's averages; in AdamW it is decoupled from them.",
    ko: "가중치 감쇠가 기울기에 더해지는 L2 벌점이라 Adam의 평균을 거칩니다. AdamW에서는 따로 적용됩니다.",
  }),
};
