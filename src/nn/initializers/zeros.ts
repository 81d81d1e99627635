import { sizeOf } from "../../base/shape.ts";
import type { InitializerKind } from "./initializer.ts";

/** All 0: right for biases; for weights every hidden unit then stays like every other (symmetry). */
export const zeros: InitializerKind = {
  name: "zeros",
  parameters: [],
  draw: (shape) => new Float64Array(sizeOf(shape)),
};
