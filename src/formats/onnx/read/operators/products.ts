import { NDArray } from "../../../../array/ndarray.ts";
import { transposed } from "../../../transposed.ts";
import { type Read, refuse, requireDataFirst } from "./occurrence.ts";

/** An array times a number. The array itself stays as it is: another node may have it too. */
const times = (factor: number, array: NDArray): NDArray =>
  factor === 1
    ? array
    : new NDArray(
        array.data.map((value) => value * factor),
        array.shape,
        array.dtype,
      );

/** `alpha x W + beta c`. */
export const gemm: Read = (stack, occurrence) => {
  requireDataFirst(occurrence);
  const { attributes, inputs } = occurrence;
  if (attributes.int("transA", 0) !== 0) refuse(occurrence, "examples in rows", "transA 1");
  const b = inputs[1];
  if (b?.ndim !== 2) return refuse(occurrence, "weights with two axes", b ? `${b.ndim}` : "none");
  const w = attributes.int("transB", 0) === 0 ? b : transposed(b);
  const c = inputs[2];
  stack.dense(times(attributes.float("alpha", 1), w), c && times(attributes.float("beta", 1), c));
};

export const matMul: Read = (stack, occurrence) => {
  requireDataFirst(occurrence);
  const w = occurrence.inputs[1];
  if (w?.ndim !== 2) return refuse(occurrence, "weights with two axes", w ? `${w.ndim}` : "none");
  stack.dense(w);
};
