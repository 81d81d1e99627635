import { sizeOf } from "../../base/shape.ts";
import { fans } from "./fans.ts";
import type { InitializerKind } from "./initializer.ts";

/** Normal with variance `2 / inputs`: a rectified unit passes half of it on (He et al. 2015, equation 10). */
export const heNormal: InitializerKind = {
  name: "heNormal",
  about: "normal, variance 2 / inputs",
  parameters: [],
  draw(shape, rng) {
    const { inputs } = fans(shape);
    return rng.normal(0, Math.sqrt(2 / inputs), sizeOf(shape));
  },
};
