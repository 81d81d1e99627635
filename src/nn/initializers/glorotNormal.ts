import { fans } from "./fans.ts";
import type { InitializerKind } from "./initializer.ts";
import { randnByUnits } from "./randnByUnits.ts";

/** Normal with variance `2 / (inputs + units)` (Glorot & Bengio 2010, equation 12): for tanh and its like. */
export const glorotNormal: InitializerKind = {
  name: "glorotNormal",
  parameters: [],
  draw(shape, rng) {
    const { inputs, units } = fans(shape);
    const sd = Math.sqrt(2 / (inputs + units));
    return randnByUnits(shape, rng).map((z) => sd * z);
  },
};
