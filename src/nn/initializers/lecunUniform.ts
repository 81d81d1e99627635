import { sizeOf } from "../../base/shape.ts";
import { fans } from "./fans.ts";
import type { InitializerKind } from "./initializer.ts";

/** Uniform within `sqrt(3 / inputs)`: standard deviation `1 / sqrt(inputs)` (LeCun et al. 1998, equation 16). */
export const lecunUniform: InitializerKind = {
  name: "lecunUniform",
  parameters: [],
  draw(shape, rng) {
    const { inputs } = fans(shape);
    const limit = Math.sqrt(3 / inputs);
    return rng.uniform(-limit, limit, sizeOf(shape));
  },
};
