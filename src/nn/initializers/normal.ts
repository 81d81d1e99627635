import { sizeOf } from "../../base/shape.ts";
import type { InitializerKind } from "./initializer.ts";

/** Normal with a mean and a standard deviation: `mean + sd randn`. */
export const normal: InitializerKind = {
  name: "normal",
  about: "normal with a mean and a standard deviation",
  parameters: ["mean", "sd"],
  draw: (shape, rng, mean = 0, sd = 1) => rng.normal(mean, sd, sizeOf(shape)),
};
