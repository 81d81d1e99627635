import { sizeOf } from "../../base/shape.ts";
import { fans } from "./fans.ts";
import type { InitializerKind } from "./initializer.ts";

/** Uniform within `sqrt(6 / (inputs + units))` (Glorot & Bengio 2010, equation 16): for tanh and its like. */
export const glorotUniform: InitializerKind = {
  name: "glorotUniform",
  parameters: [],
  draw(shape, rng) {
    const { inputs, units } = fans(shape);
    const limit = Math.sqrt(6 / (inputs + units));
    return rng.uniform(-limit, limit, sizeOf(shape));
  },
};
