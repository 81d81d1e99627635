import { sizeOf } from "../../base/shape.ts";
import { fans } from "./fans.ts";
import type { InitializerKind } from "./initializer.ts";

/** Uniform within `sqrt(6 / inputs)`: variance `2 / inputs`, for rectified units (He et al. 2015, equation 10). */
export const heUniform: InitializerKind = {
  name: "heUniform",
  parameters: [],
  draw(shape, rng) {
    const { inputs } = fans(shape);
    const limit = Math.sqrt(6 / inputs);
    return rng.uniform(-limit, limit, sizeOf(shape));
  },
};
