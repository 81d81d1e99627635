import { sizeOf } from "../../base/shape.ts";
import type { InitializerKind } from "./initializer.ts";

/** Uniform between two bounds: `low + (high - low) rand`. With (-1, 1) it is the `2*random - 1` of the eleven-line network. */
export const uniform: InitializerKind = {
  name: "uniform",
  parameters: ["low", "high"],
  draw: (shape, rng, low = -1, high = 1) => rng.rand(sizeOf(shape)).map((u) => (high - low) * u + low),
};
