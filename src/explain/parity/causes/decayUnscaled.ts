import type { Cause } from "./cause.ts";
import { decayedApart, decayOf } from "./decay.ts";

export const decayUnscaled: Cause = {
  name: "decayUnscaled",
  acts: ["weight"],
  looks: "w -= weight_decay * w  # without the learning rate",
  change(setup) {
    const decay = decayOf(setup);
    return decay === 0 ? [] : [{ setup: { ...setup, rule: decayedApart(setup, () => decay) } }];
  },
  said: () => ({
    en: "Weight decay takes its whole share of the weights at each step, not scaled by the learning rate.",
    ko: "가중치 감쇠에 학습률을 곱하지 않아 단계마다 가중치에서 감쇠율 전체를 뺍니다.",
  }),
};
