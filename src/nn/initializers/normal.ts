import type { InitializerKind } from "./initializer.ts";
import { randnByUnits } from "./randnByUnits.ts";

/** Normal with a mean and a standard deviation: `mean + sd randn`. */
export const normal: InitializerKind = {
  name: "normal",
  parameters: ["mean", "sd"],
  draw: (shape, rng, mean = 0, sd = 1) => randnByUnits(shape, rng).map((z) => mean + sd * z),
};
