import { fans } from "./fans.ts";
import type { InitializerKind } from "./initializer.ts";
import { randnByUnits } from "./randnByUnits.ts";

/** Normal with standard deviation `1 / sqrt(inputs)` (LeCun et al. 1998, "Efficient BackProp", equation 16). */
export const lecunNormal: InitializerKind = {
  name: "lecunNormal",
  parameters: [],
  draw(shape, rng) {
    const sd = 1 / Math.sqrt(fans(shape).inputs);
    return randnByUnits(shape, rng).map((z) => sd * z);
  },
};
