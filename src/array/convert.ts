import type { DType } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { formatShape, type Shape, sizeOf } from "../base/shape.ts";
import { type ArrayInput, NDArray, type Rows } from "./ndarray.ts";

/** As many as NumPy allows. */
const mostAxes = 64;

/**
 * An array from whatever a user hands in: nested numbers, a typed array, an NDArray, or an array of numpy-ts.
 *
 * @param who the caller's name, for the message when rows are ragged or an element is no number
 * @throws ChainruleError `shape` for ragged rows, `data` for an element that is not a number
 *
 * @example
 * asArray([[0, 1], [1, 0]]).shape; // [2, 2]
 */
export function asArray(input: ArrayInput, dtype: DType = "float64", who = "array"): NDArray {
  if (input instanceof NDArray) return input.astype(dtype);
  if (ArrayBuffer.isView(input)) {
    const isNumbers = typeof (input[0] ?? 0) === "number";
    if (!isNumbers) return fromNested([...input], dtype, who);
    return new NDArray(Float64Array.from(input), [input.length], "float64").astype(dtype);
  }
  if (typeof input === "object" && input !== null && "tolist" in input)
    return fromNested(input.tolist() as Rows, dtype, who);
  return fromNested(input, dtype, who);
}

function fromNested(nested: Rows, dtype: DType, who: string): NDArray {
  const shape = shapeOf(nested);
  if (shape.length > mostAxes)
    fail("shape", { who, expected: `lists nested at most ${mostAxes} deep`, got: `${shape.length}` });
  const data = new Float64Array(sizeOf(shape));
  let next = 0;
  const place: number[] = [];
  const visit = (value: unknown, axis: number): void => {
    const path = () =>
      place
        .slice(0, axis)
        .map((i) => `[${i}]`)
        .join("");
    if (axis === shape.length) {
      if (typeof value !== "number")
        fail(isList(value) ? "shape" : "data", {
          who,
          expected: "a number for each element",
          got: `${describe(value)} at ${path() || "the top"}`,
        });
      data[next++] = value;
      return;
    }
    if (!isList(value) || value.length !== shape[axis])
      fail("shape", {
        who,
        expected: `rows of equal length, shape ${formatShape(shape)}`,
        got: `${isList(value) ? `a row of ${value.length}` : describe(value)} at ${path()}`,
        fix: "Pad the short rows or drop them.",
      });
    value.forEach((v, i) => {
      place[axis] = i;
      visit(v, axis + 1);
    });
  };
  visit(nested, 0);
  return new NDArray(data, shape, "float64").astype(dtype);
}

/** What came instead of a number or a row, in words. */
function describe(value: unknown): string {
  if (isList(value)) return "a list";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "object" && value !== null)
    return `an object (${value.constructor?.name ?? "Object"})`;
  return typeof value === "number" ? `the number ${value}` : String(value);
}

function shapeOf(nested: Rows): Shape {
  const shape: number[] = [];
  for (let v: unknown = nested; isList(v); v = v[0]) shape.push(v.length);
  return shape;
}

const isList = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) || ArrayBuffer.isView(value);
