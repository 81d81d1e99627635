import { sizeOf } from "../../base/shape.ts";
import type { InitializerKind } from "./initializer.ts";

/** The same number everywhere. Nothing is drawn. */
export const constant: InitializerKind = {
  name: "constant",
  parameters: ["value"],
  draw: (shape, _rng, value = 0) => new Float64Array(sizeOf(shape)).fill(value),
};
