import { allocate, type DType } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { formatShape, type Shape, sizeOf } from "../base/shape.ts";
import { type ArrayInput, NDArray, type Nested } from "./ndarray.ts";

/**
 * An array from whatever a user hands in: nested numbers, an NDArray, or an array of numpy-ts.
 *
 * @param who the caller's name, for the message when rows are ragged or an element is no number
 * @throws ChainruleError `shape` for ragged rows, `data` for an element that is not a number
 *
 * @example
 * asArray([[0, 1], [1, 0]]).shape; // [2, 2]
 */
export function asArray(input: ArrayInput, dtype: DType = "float64", who = "array"): NDArray {
  if (input instanceof NDArray) return input.astype(dtype);
  if (typeof input === "object" && "tolist" in input) return fromNested(input.tolist() as Nested, dtype, who);
  return fromNested(input, dtype, who);
}

function fromNested(nested: Nested, dtype: DType, who: string): NDArray {
  const shape = shapeOf(nested);
  const data = allocate(dtype, sizeOf(shape));
  let next = 0;
  const visit = (value: Nested, axis: number, path: string): void => {
    if (axis === shape.length) {
      if (typeof value !== "number")
        fail(typeof value === "object" ? "shape" : "data", {
          who,
          expected: "a number for each element",
          got: `${typeof value === "object" ? "a list" : JSON.stringify(value)} at ${path || "the top"}`,
        });
      data[next++] = value;
      return;
    }
    const length = Array.isArray(value) ? value.length : undefined;
    if (length !== shape[axis])
      fail("shape", {
        who,
        expected: `rows of equal length, shape ${formatShape(shape)}`,
        got: length === undefined ? `the number ${value} at ${path}` : `a row of ${length} at ${path}`,
        fix: "Pad the short rows or drop them.",
      });
    (value as readonly Nested[]).forEach((v, i) => {
      visit(v, axis + 1, `${path}[${i}]`);
    });
  };
  visit(nested, 0, "");
  return new NDArray(data, shape, dtype);
}

function shapeOf(nested: Nested): Shape {
  const shape: number[] = [];
  for (let v: Nested | undefined = nested; Array.isArray(v); v = v[0]) shape.push(v.length);
  return shape;
}
