import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ChainruleError } from "../base/error.ts";
import { asArray } from "./convert.ts";
import { NDArray } from "./ndarray.ts";

const a = asArray([
  [1, 2, 3],
  [4, 5, 6],
]);
const shapeError = (message: string) => new ChainruleError("shape", message);

test("size and number of axes", () => {
  expect([a.size, a.ndim, asArray(5).size, asArray(5).ndim]).toEqual([6, 2, 1, 0]);
});

test("elements must fill the shape", () => {
  expect(() => new NDArray(new Float64Array(5), [2, 3], "float64")).toThrow(
    shapeError("NDArray: expected 6 elements for shape (2, 3) but got 5."),
  );
});

describe("at", () => {
  test("takes one number per axis, from the end when negative", () => {
    expect([a.at(0, 0), a.at(1, 2), a.at(-1, -3), asArray(5).at()]).toEqual([1, 6, 4, 5]);
  });

  test.each([
    [[2, 0], "(2, 0)"],
    [[0, 3], "(0, 3)"],
    [[-3, 0], "(-3, 0)"],
    [[0.5, 0], "(0.5, 0)"],
    [[1], "(1)"],
    [[0, 0, 0], "(0, 0, 0)"],
    [[], "()"],
  ])("refuses %j", (index, got) => {
    expect(() => a.at(...index)).toThrow(
      shapeError(`NDArray.at: expected 2 indices inside shape (2, 3) but got ${got}.`),
    );
  });
});

describe("rows", () => {
  test("are copied in the order of their indices, from the end when negative", () => {
    const rows = a.rows([1, 0, -1]);
    expect(rows.tolist()).toEqual([
      [4, 5, 6],
      [1, 2, 3],
      [4, 5, 6],
    ]);
    rows.data[0] = 99;
    expect(a.at(1, 0)).toBe(4);
    expect(asArray([7, 8, 9], "int32").rows(Int32Array.of(2, 2)).data).toEqual(Int32Array.of(9, 9));
    expect(a.rows([]).shape).toEqual([0, 3]);
  });

  test.each([2, -3, 0.5, Number.NaN])("refuse index %d", (index) => {
    expect(() => a.rows([0, index])).toThrow(
      shapeError(`NDArray.rows: expected indices of the 2 rows of shape (2, 3) but got ${index}.`),
    );
  });
});

test("reshape keeps the elements in place and shares them", () => {
  const b = a.reshape(3, 2);
  expect(b.tolist()).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  expect(b.data).toBe(a.data);
  expect(() => a.reshape(4)).toThrow(shapeError("NDArray: expected 4 elements for shape (4,) but got 6."));
});

test("astype converts, and gives the array itself where nothing changes", () => {
  expect(a.astype("float64")).toBe(a);
  expect(a.astype("int32").data).toEqual(Int32Array.of(1, 2, 3, 4, 5, 6));
  expect(asArray([0, 2.5, 256]).astype("bool").tolist()).toEqual([0, 1, 1]);
});

test("tolist and asArray undo each other", () => {
  const shapes = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 });
  fc.assert(
    fc.property(shapes, (shape) => {
      const size = shape.reduce((n, d) => n * d, 1);
      const array = new NDArray(
        Float64Array.from({ length: size }, (_, i) => i / 2),
        shape,
        "float64",
      );
      expect(asArray(array.tolist())).toEqual(array);
    }),
    { seed: 1 },
  );
  expect(asArray([[], []]).tolist()).toEqual([[], []]);
});

test("as text it is NumPy's", () => {
  expect(String(a.astype("int32"))).toBe("[[1 2 3]\n [4 5 6]]");
});
