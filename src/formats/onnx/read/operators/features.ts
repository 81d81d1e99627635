import { NDArray } from "../../../../array/ndarray.ts";
import { type Occurrence, type Read, refuse, requireDataFirst } from "./occurrence.ts";

/** The constant beside the data of an operator of two. */
const otherOf = (occurrence: Occurrence): NDArray =>
  occurrence.inputs[1 - occurrence.dataAt] ?? refuse(occurrence, "a second input", "none");

export const add: Read = (stack, occurrence) => stack.add(otherOf(occurrence));

export const affine =
  (op: "sub" | "mul" | "div"): Read =>
  (stack, occurrence) => {
    if (op !== "mul") requireDataFirst(occurrence);
    stack.affine(op, otherOf(occurrence));
  };

/** `(x - offset) scale`, as scikit-learn's converter writes a StandardScaler. */
export const scaler: Read = (stack, { attributes }) => {
  for (const [op, key] of [
    ["sub", "offset"],
    ["mul", "scale"],
  ] as const) {
    const values = Float32Array.from(attributes.floats(key));
    stack.affine(op, new NDArray(values, [values.length], "float32"));
  }
};
