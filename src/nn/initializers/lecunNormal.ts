import { sizeOf } from "../../base/shape.ts";
import type { InitializerKind } from "./initializer.ts";

/** Normal with standard deviation `1 / sqrt(inputs)` (LeCun et al. 1998, "Efficient BackProp", equation 16). */
export const lecunNormal: InitializerKind = {
  name: "lecunNormal",
  about: "normal, standard deviation 1 / sqrt(inputs)",
  parameters: [],
  draw: (shape, rng) => rng.normal(0, 1 / Math.sqrt(shape[0]!), sizeOf(shape)),
};
