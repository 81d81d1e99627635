import type { NDArray } from "../../../array/ndarray.ts";
import type { Attributes } from "./attributes.ts";

/**
 * What an operator makes of constants, as the specification of ONNX has it; undefined for a form that is not known
 * here, whose output is no constant then.
 */
export type Fold = (inputs: readonly NDArray[], attributes: Attributes) => NDArray | undefined;
