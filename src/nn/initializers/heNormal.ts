import { fans } from "./fans.ts";
import type { InitializerKind } from "./initializer.ts";
import { randnByUnits } from "./randnByUnits.ts";

/** Normal with variance `2 / inputs`: a rectified unit passes half of it on (He et al. 2015, equation 10). */
export const heNormal: InitializerKind = {
  name: "heNormal",
  parameters: [],
  draw(shape, rng) {
    const { inputs } = fans(shape);
    const sd = Math.sqrt(2 / inputs);
    return randnByUnits(shape, rng).map((z) => sd * z);
  },
};
