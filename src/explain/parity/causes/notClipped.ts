import type { Cause } from "./cause.ts";

export const notClipped: Cause = {
  name: "notClipped",
  acts: ["weight"],
  looks: "optimizer.step()  # before clip_grad_norm_",
  change: (setup) =>
    setup.means.clipping.norm === undefined && setup.means.clipping.value === undefined
      ? []
      : [{ setup: { ...setup, clip: (gradients) => gradients } }],
  said: () => ({
    en: "Gradients are not clipped before the update.",
    ko: "갱신 전에 기울기를 자르지 않았습니다.",
  }),
};
