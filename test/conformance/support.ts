import { expect } from "vitest";
import { allocate, type DType, type FloatType, type TypedArray } from "../../src/base/dtype.ts";
import type { Node } from "../../src/graph/node.ts";
import type { Backend } from "../../src/run/backend.ts";

export const floats: readonly FloatType[] = ["float32", "float64"];

/** An array of a type from numbers, each rounded to it. */
export function typed(dtype: DType, values: ArrayLike<number>): TypedArray {
  const array = allocate(dtype, values.length);
  array.set(values);
  return array;
}

/** The value of one node on a backend, from the data of its leaves. */
export function compute(backend: Backend, node: Node, data: Readonly<Record<string, TypedArray>>): number[] {
  const [program] = backend.prepare([{ outputs: { node }, updates: [] }]);
  for (const [name, array] of Object.entries(data)) program.set(name, array);
  program.run();
  return [...program.read("node")];
}

/** Equal bit for bit: -0 is not 0, and NaN is NaN. Reports the places that differ, not the arrays. */
export function expectSame(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(actual.length).toBe(expected.length);
  const wrong = Array.from(expected, (value, i) => ({ place: i, expected: value, actual: actual[i]! }));
  expect(wrong.filter((row) => !Object.is(row.actual, row.expected))).toEqual([]);
}

/** Numbers of both signs and many sizes, the same on every run (Park & Miller 1988). */
export function someNumbers(count: number, seed = 1): Float64Array {
  let state = seed * 48271;
  const next = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  return Float64Array.from({ length: count }, () => (next() - 0.5) * 2 ** Math.floor(12 * next() - 6));
}

/** Each index into a shape, in row-major order. */
export function indices(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (all, size) => all.flatMap((index) => Array.from({ length: size }, (_, i) => [...index, i])),
    [[]],
  );
}
