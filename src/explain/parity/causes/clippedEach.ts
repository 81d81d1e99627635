import { clipByGlobalNorm } from "../../../nn/clip.ts";
import type { Cause } from "./cause.ts";
import { clipAsPyTorch } from "./clip.ts";

export const clippedEach: Cause = {
  name: "clippedEach",
  acts: ["gradient", "weight"],
  looks: "keras.optimizers.SGD(clipnorm=1.0)  # not global_clipnorm",
  change(setup) {
    const { norm } = setup.means.clipping;
    if (norm === undefined) return [];
    return [clipByGlobalNorm, clipAsPyTorch].map((clip) => ({
      setup: { ...setup, clip: (gradients) => gradients.flatMap((one) => clip([one], norm)) },
    }));
  },
  said: () => ({
    en: "Each gradient is clipped by its own norm, as clipnorm of Keras does; here by the norm of all of them together.",
    ko: "Keras의 clipnorm처럼 기울기마다 자기 노름으로 잘랐습니다. 여기서는 모든 기울기의 노름으로 자릅니다.",
  }),
};
