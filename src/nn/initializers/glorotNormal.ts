import { sizeOf } from "../../base/shape.ts";
import { fans } from "./fans.ts";
import type { InitializerKind } from "./initializer.ts";

/** Normal with variance `2 / (inputs + units)` (Glorot & Bengio 2010, equation 12): for tanh and its like. */
export const glorotNormal: InitializerKind = {
  name: "glorotNormal",
  about: "normal, variance 2 / (inputs + units)",
  parameters: [],
  draw(shape, rng) {
    const { inputs, units } = fans(shape);
    return rng.normal(0, Math.sqrt(2 / (inputs + units)), sizeOf(shape));
  },
};
