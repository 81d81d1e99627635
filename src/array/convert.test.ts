import { array as numpyArray } from "numpy-ts";
import { describe, expect, test } from "vitest";
import { ChainruleError } from "../base/error.ts";
import { asArray } from "./convert.ts";
import type { ArrayInput } from "./ndarray.ts";

describe("an array comes from", () => {
  test("nested numbers, a scalar, and nothing", () => {
    const nested = asArray([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect([nested.shape, [...nested.data], nested.dtype]).toEqual([[2, 3], [1, 2, 3, 4, 5, 6], "float64"]);
    expect([asArray(7).shape, asArray(7).data[0]]).toEqual([[], 7]);
    expect([asArray([]).shape, asArray([[], []]).shape]).toEqual([[0], [2, 0]]);
    expect(asArray([[[Number.NaN]], [[Number.NEGATIVE_INFINITY]]]).data).toEqual(
      Float64Array.of(Number.NaN, -Infinity),
    );
  });

  test("a typed array, whose elements are copied", () => {
    const given = Float64Array.of(1, 2);
    const taken = asArray(given);
    given[0] = 9;
    expect([taken.shape, [...taken.data]]).toEqual([[2], [1, 2]]);
    expect(asArray(Int32Array.of(-1, 5)).tolist()).toEqual([-1, 5]);
  });

  test("an array of numpy-ts", () => {
    const taken = asArray(
      numpyArray([
        [1.5, 2],
        [3, 4],
      ]),
    );
    expect([taken.shape, [...taken.data]]).toEqual([
      [2, 2],
      [1.5, 2, 3, 4],
    ]);
  });

  test("an NDArray: itself where the dtype is the same", () => {
    const a = asArray([1, 2]);
    expect(asArray(a)).toBe(a);
    expect(asArray(a, "float32").data).toEqual(Float32Array.of(1, 2));
  });
});

test("elements take the dtype: rounded to float32, truncated to int32, true where not 0", () => {
  expect(asArray([0.1], "float32").data[0]).toBe(0.10000000149011612);
  expect([...asArray([1.9, -1.9, 3], "int32").data]).toEqual([1, -1, 3]);
  expect([...asArray([0, 1, 256, -0.5, Number.NaN, -0], "bool").data]).toEqual([0, 1, 1, 1, 1, 0]);
});

/** What is handed in, the code and the one sentence that answers. */
const refused: readonly (readonly [unknown, "shape" | "data", string])[] = [
  [
    [[1, 2], [3]],
    "shape",
    "X: expected rows of equal length, shape (2, 2) but got a row of 1 at [1]. Pad the short rows or drop them.",
  ],
  [
    [
      [[1], [2]],
      [[3], [4, 5]],
    ],
    "shape",
    "X: expected rows of equal length, shape (2, 2, 1) but got a row of 2 at [1][1]. Pad the short rows or drop them.",
  ],
  [
    [[1, 2], 3],
    "shape",
    "X: expected rows of equal length, shape (2, 2) but got the number 3 at [1]. Pad the short rows or drop them.",
  ],
  [[1, [2]], "shape", "X: expected a number for each element but got a list at [1]."],
  [[[1, "2"]], "data", 'X: expected a number for each element but got "2" at [0][1].'],
  [["red"], "data", 'X: expected a number for each element but got "red" at [0].'],
  [[[1], [null]], "data", "X: expected a number for each element but got null at [1][0]."],
  [[1, undefined], "data", "X: expected a number for each element but got undefined at [1]."],
  [[true], "data", "X: expected a number for each element but got true at [0]."],
  [[10n], "data", "X: expected a number for each element but got 10 at [0]."],
  [null, "data", "X: expected a number for each element but got null at the top."],
  [undefined, "data", "X: expected a number for each element but got undefined at the top."],
  ["1,2", "data", 'X: expected a number for each element but got "1,2" at the top.'],
  [{ a: 1 }, "data", "X: expected a number for each element but got an object (Object) at the top."],
  [[new Date(0)], "data", "X: expected a number for each element but got an object (Date) at [0]."],
];

test.each(refused.map(([input, code, message]) => [message, code, input] as const))(
  "%s",
  (message, code, input) => {
    expect(() => asArray(input as ArrayInput, "float64", "X")).toThrow(new ChainruleError(code, message));
  },
);

test("without a name the complaint is the array's", () => {
  expect(() => asArray(["a"] as never)).toThrow(
    'array: expected a number for each element but got "a" at [0].',
  );
});

test("rows may be typed arrays", () => {
  expect(asArray([Float32Array.of(1, 2), Float64Array.of(3, 4)]).tolist()).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(() => asArray([Float32Array.of(1, 2), Float32Array.of(3)], "float64", "X")).toThrow(
    "X: expected rows of equal length, shape (2, 2) but got a row of 1 at [1].",
  );
});
