import type { Cause } from "./cause.ts";
import { clipAsPyTorch } from "./clip.ts";

export const clipEpsilon: Cause = {
  name: "clipEpsilon",
  acts: ["gradient", "weight"],
  looks: "clip_coef = max_norm / (total_norm + 1e-6)",
  change(setup) {
    const { norm } = setup.means.clipping;
    return norm === undefined
      ? []
      : [{ setup: { ...setup, clip: (gradients) => clipAsPyTorch(gradients, norm) } }];
  },
  said: () => ({
    en: "Where gradients are clipped, 1e-6 is added to their norm, as PyTorch does: a difference of a millionth, and no mistake.",
    ko: "기울기를 자를 때 PyTorch처럼 노름에 1e-6을 더했습니다. 백만분의 일쯤의 차이일 뿐 실수가 아닙니다.",
  }),
};
