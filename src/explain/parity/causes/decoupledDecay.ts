import { ops } from "../../../graph/build.ts";
import type { Cause } from "./cause.ts";
import { decayedApart, decayOf } from "./decay.ts";

export const decoupledDecay: Cause = {
  name: "decoupledDecay",
  acts: ["weight"],
  looks: "torch.optim.AdamW(...)  # for adam(weightDecay=0.01)",
  change(setup) {
    const decay = decayOf(setup);
    if (decay === 0 || setup.rule.kind.name === "adamW") return [];
    return [{ setup: { ...setup, rule: decayedApart(setup, (rate) => ops.mul(decay, rate)) } }];
  },
  said: () => ({
    en: "Weight decay is decoupled: it shrinks the weights apart from the step, as AdamW does. Here it is an L2 penalty in the gradient.",
    ko: "가중치 감쇠가 AdamW처럼 갱신과 따로 가중치를 줄입니다(분리형). 여기서는 기울기에 더해지는 L2 벌점입니다.",
  }),
};
