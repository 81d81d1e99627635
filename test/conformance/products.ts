import { describe, test } from "vitest";
import type { FloatType, TypedArray } from "../../src/base/dtype.ts";
import { input, ops } from "../../src/graph/build.ts";
import type { Backend } from "../../src/run/backend.ts";
import { compute, expectSame, floats, someNumbers, typed } from "./support.ts";

/** Numbers among which are zeros of both signs, and where sums are short a few of those that spoil all after them. */
export function awkward(dtype: FloatType, count: number, seed: number, k: number): TypedArray {
  const rare = [Number.NaN, Number.POSITIVE_INFINITY, 3e38, 1e-40, Number.NEGATIVE_INFINITY];
  return typed(
    dtype,
    someNumbers(count, seed).map((x, i) => {
      if (i % 5 === seed) return i % 2 === 0 ? -0 : 0;
      return k < 10 && i % 23 === seed ? rare[(i + seed) % rare.length]! : x;
    }),
  );
}

/** (m, k, n) around the borders of tiles, of vectors and of blocks that stay in a cache. */
const shapes: readonly (readonly [number, number, number])[] = [
  ...[1, 2, 3, 4, 5, 8, 9].flatMap((m) =>
    [1, 2, 3, 4, 5, 8, 9, 17].flatMap((n) => [1, 2, 3, 5, 8].map((k) => [m, k, n] as const)),
  ),
  ...[10, 16, 18, 33, 50, 63, 64, 65, 70].map(
    (d, i) => [d, 70 - 7 * i, [1, 2, 10, 31, 66, 7, 64, 3, 50][i]!] as const,
  ),
  [400, 2, 4],
  [400, 4, 1],
  [4, 400, 1],
  [1, 300, 70],
  [70, 300, 2],
  [100, 100, 10],
  [20, 530, 50],
  [21, 270, 19],
  [67, 131, 200],
  [263, 40, 193],
  [19, 600, 21],
];

/** Matrix products of every shape and either transposition of each operand, against a loop. */
export function products(backend: Backend): void {
  describe("matrix products", () => {
    for (const dtype of floats)
      for (const [transposesA, transposesB] of [
        [false, false],
        [true, false],
        [false, true],
        [true, true],
      ] as const)
        test(`${transposesA ? "a^T" : "a"} ${transposesB ? "b^T" : "b"} adds along k in sequence, ${dtype}`, () => {
          const round = dtype === "float32" ? Math.fround : (x: number) => x;
          for (const [m, k, n] of shapes) {
            const [a, b] = [awkward(dtype, m * k, 1, k), awkward(dtype, k * n, 3, k)];
            const [aRow, aStep] = transposesA ? [1, m] : [k, 1];
            const [bStep, bColumn] = transposesB ? [1, k] : [n, 1];
            const expected = Array.from({ length: m * n }, (_, e) => {
              const [i, j] = [Math.floor(e / n), e % n];
              let sum = 0;
              for (let l = 0; l < k; l++)
                sum = round(sum + round(a[i * aRow + l * aStep]! * b[l * bStep + j * bColumn]!));
              return sum;
            });
            const left = transposesA ? ops.transpose(input("a", [k, m], dtype)) : input("a", [m, k], dtype);
            const right = transposesB ? ops.transpose(input("b", [n, k], dtype)) : input("b", [k, n], dtype);
            expectSame(compute(backend, ops.matmul(left, right), { a, b }), expected);
          }
        });
  });
}
