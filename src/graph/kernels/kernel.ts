import { type FloatType, isFloat, type TypedArray } from "../../base/dtype.ts";
import type { Node } from "../node.ts";

/** Computes one node: fills `out` from the values of its inputs. */
export type Kernel = (out: TypedArray, ...inputs: TypedArray[]) => void;

/** The float type to round in: that of the arguments, so that comparisons of float64 stay float64. */
export const floatOf = (node: Node): FloatType =>
  node.inputs.map((input) => input.dtype).find(isFloat) ?? "float64";
