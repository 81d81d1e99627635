import { describe, test } from "vitest";
import type { FloatType, TypedArray } from "../../src/base/dtype.ts";
import { sizeOf } from "../../src/base/shape.ts";
import { input, ops } from "../../src/graph/build.ts";
import { numbers } from "../../src/op/numbers.ts";
import type { Backend } from "../../src/run/backend.ts";
import { compute, expectSame, floats, indices, someNumbers, typed } from "./support.ts";

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;
const rounding = (dtype: FloatType) => (dtype === "float32" ? Math.fround : (x: number) => x);
/** The least whole number n whose successor the type cannot hold: n + 1 rounds back to n. */
const full = (dtype: FloatType) => (dtype === "float32" ? 2 ** 24 : 2 ** 53);

/** Matrix products, reductions, views, rows by index: against loops written here, and against literals. */
export function structuredOps(backend: Backend): void {
  for (const dtype of floats)
    describe(`structured ops in ${dtype}`, () => {
      const f = rounding(dtype);
      const n = full(dtype);
      const leaf = (name: string, ...shape: number[]) => input(name, shape, dtype);
      const array = (...values: number[]) => typed(dtype, values);
      const random = (count: number, seed: number) => typed(dtype, someNumbers(count, seed));

      const product = (m: number, k: number, cols: number, a: TypedArray, b: TypedArray) =>
        compute(backend, ops.matmul(leaf("a", m, k), leaf("b", k, cols)), { a, b });

      test.each([
        [1, 1, 1],
        [2, 3, 4],
        [5, 17, 3],
        [7, 33, 16],
        [9, 4, 35],
        [3, 0, 2],
      ])("matmul of (%d, %d) and (.., %d) adds along k in sequence", (m, k, cols) => {
        const [a, b] = [random(m * k, 1), random(k * cols, 2)];
        const expected = indices([m, cols]).map(([i, j]) => {
          let sum = 0;
          for (let l = 0; l < k; l++) sum = f(sum + f(a[i! * k + l]! * b[l * cols + j!]!));
          return sum;
        });
        expectSame(product(m, k, cols, a, b), expected);
      });

      test("matmul starts from +0, rounds each product, skips no zero and keeps NaN", () => {
        expectSame(product(1, 1, 1, array(-0), array(1)), [0]);
        expectSame(product(1, 3, 1, array(n, 1, 1), array(1, 1, 1)), [n]);
        expectSame(product(1, 3, 1, array(1, 1, n), array(1, 1, 1)), [n + 2]);
        expectSame(product(1, 2, 1, array(0, 1), array(inf, 1)), [nan]);
        expectSame(product(2, 1, 2, array(nan, 2), array(0, 3)), [nan, nan, 0, 6]);
        const eps = dtype === "float32" ? 2 ** -12 : 2 ** -27;
        expectSame(product(1, 2, 1, array(-1 - 2 * eps, 1 + eps), array(1, 1 + eps)), [0]);
      });

      const reduced = (op: "sum" | "max", x: TypedArray, shape: readonly number[] = [x.length]) =>
        compute(backend, ops[op](leaf("x", ...shape)), { x });

      test("a reduction deals to 16 lanes and joins them 8, 4, 2 and 1 apart", () => {
        const at = (length: number, ones: readonly number[]) =>
          typed(
            dtype,
            Array.from({ length }, (_, i) => (i === 0 ? n : ones.includes(i) ? 1 : 0)),
          );
        expectSame(reduced("sum", at(16, [1, 2])), [n]);
        expectSame(reduced("sum", at(16, [1, 9])), [n + 2]);
        expectSame(reduced("sum", at(16, [8, 9])), [n]);
        expectSame(reduced("sum", at(48, [16, 32])), [n]);
        expectSame(reduced("sum", at(48, [1, 17])), [n + 2]);
        expectSame(reduced("sum", at(5, [1, 3])), [n + 2]);
      });

      test("sum and max of nothing, of -0, and of NaN", () => {
        expectSame(reduced("sum", array()), [0]);
        expectSame(reduced("max", array()), [-inf]);
        expectSame(reduced("sum", array(-0)), [-0]);
        expectSame(reduced("sum", array(-0, -0)), [-0]);
        expectSame(reduced("sum", array(inf, -inf)), [nan]);
        expectSame(reduced("max", array(-0, 0, -0)), [0]);
        expectSame(reduced("max", array(1, nan, 3)), [nan]);
        expectSame(reduced("max", array(-inf, -inf)), [-inf]);
      });

      for (const [op, combine] of [
        ["sum", (a: number, b: number) => f(a + b)],
        ["max", (a: number, b: number) => Math.max(a, b)],
      ] as const)
        test(`${op} over any axes of any shape is the documented order`, () => {
          for (const shape of [[1], [15], [16], [17], [33], [1000], [3, 5], [20, 3], [2, 3, 20], [4, 0]])
            for (const axes of subsets(shape.length))
              for (const keepdims of [true, false]) {
                const x = random(sizeOf(shape), 3);
                const actual = compute(backend, ops[op](leaf("x", ...shape), { axes, keepdims }), { x });
                expectSame(
                  actual,
                  ranges(shape, axes).map((r) =>
                    inLanes(
                      r.map((i) => x[i]!),
                      combine,
                      op === "sum" ? 0 : -inf,
                    ),
                  ),
                );
              }
        });

      test("argmax takes the first of equals and never NaN over a number", () => {
        const along = (axis: number, keepdims: boolean, x: TypedArray, ...shape: number[]) =>
          compute(backend, ops.argmax(leaf("x", ...shape), { axis, keepdims }), { x });
        expectSame(along(-1, false, array(1, 3, 3, 2), 4), [1]);
        expectSame(along(0, true, array(nan, -inf, nan), 3), [1]);
        expectSame(along(0, false, array(nan, nan), 2), [0]);
        expectSame(along(0, false, array(0, -0, 1, 5, 2, 5), 2, 3), [1, 1, 1]);
        expectSame(along(1, true, array(0, -0, 1, 5, 2, 5), 2, 3), [2, 0]);
        const x = random(60, 4);
        const expected = ranges([3, 4, 5], [1]).map((r) =>
          r.reduce((b, i, k) => (x[i]! > x[r[b]!]! ? k : b), 0),
        );
        expectSame(along(-2, false, x, 3, 4, 5), expected);
      });

      test("views address the same elements by other strides", () => {
        const x = array(1, 2, 3, 4, 5, 6);
        const of = (node: Parameters<typeof compute>[1]) => compute(backend, node, { x });
        expectSame(of(ops.transpose(leaf("x", 2, 3))), [1, 4, 2, 5, 3, 6]);
        expectSame(of(ops.transpose(leaf("x", 1, 2, 3))), [1, 4, 2, 5, 3, 6]);
        expectSame(of(ops.transpose(leaf("x", 6))), [1, 2, 3, 4, 5, 6]);
        expectSame(of(ops.reshape(ops.transpose(leaf("x", 2, 3)), { shape: [6] })), [1, 4, 2, 5, 3, 6]);
        expectSame(of(ops.broadcast(leaf("x", 6), { shape: [2, 6] })), [...x, ...x]);
        expectSame(of(ops.broadcast(leaf("x", 2, 1, 3), { shape: [2, 2, 3] })), [
          ...[1, 2, 3, 1, 2, 3],
          ...[4, 5, 6, 4, 5, 6],
        ]);
        expectSame(
          compute(backend, ops.broadcast(leaf("x"), { shape: [2, 2] }), { x: array(7) }),
          [7, 7, 7, 7],
        );
      });

      test("rows are taken by index, and added into zeros in the order they come", () => {
        const i = Int32Array.of(2, 0, 2);
        const index = input("i", [3], "int32");
        const x = array(1, 2, 3, 4, 5, 6);
        expectSame(compute(backend, ops.gatherRows(leaf("x", 3, 2), index), { x, i }), [5, 6, 1, 2, 5, 6]);
        expectSame(compute(backend, ops.gatherRows(leaf("x", 6), index), { x, i }), [3, 1, 3]);
        const scattered = (rows: TypedArray, ...shape: number[]) =>
          compute(backend, ops.scatterRows(leaf("r", ...shape), index, { count: 4 }), { r: rows, i });
        expectSame(scattered(x, 3, 2), [3, 4, 0, 0, 6, 8, 0, 0]);
        expectSame(scattered(array(n, 5, 1), 3), [5, 0, n, 0]);
      });

      test("scatterRows adds in ascending order, so small addends before a large one survive", () => {
        const data = { r: array(1, 1, n), i: Int32Array.of(0, 0, 0) };
        const node = ops.scatterRows(leaf("r", 3), input("i", [3], "int32"), { count: 1 });
        expectSame(compute(backend, node, data), [n + 2]);
      });

      test("oneHot marks the label, and nothing where the label is no class", () => {
        const labels = Int32Array.of(2, 0, -1, 3);
        const node = ops.oneHot(input("labels", [4], "int32"), { classes: 3, dtype });
        expectSame(compute(backend, node, { labels }), [0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
      });

      test("elementwise operands broadcast", () => {
        const node = ops.sub(leaf("x", 2, 1), leaf("y", 3));
        const k = numbers[dtype];
        const [x, y] = [array(0.1, 0.2), array(1, 2, 3)];
        expectSame(
          compute(backend, node, { x, y }),
          [...x].flatMap((a) => Array.from(y, (b) => k.sub(a, b))),
        );
      });
    });

  test("labels and choices pass through views and indices as they are", () => {
    const i = Int32Array.of(1, 0);
    const labels = input("labels", [2], "int32");
    expectSame(
      compute(backend, ops.gatherRows(labels, input("i", [2], "int32")), { labels: Int32Array.of(7, -9), i }),
      [-9, 7],
    );
    const x = input("x", [2]);
    const flags = ops.broadcast(ops.less(x, 0), { shape: [2, 2] });
    expectSame(compute(backend, flags, { x: Float64Array.of(-1, nan) }), [1, 0, 1, 0]);
    expectSame(compute(backend, ops.equal(labels, 7), { labels: Int32Array.of(7, -9) }), [1, 0]);
  });
}

/** Every set of axes; the empty one means all. */
const subsets = (rank: number): number[][] =>
  Array.from({ length: 2 ** rank }, (_, bits) =>
    Array.from({ length: rank }, (_, axis) => axis).filter((axis) => bits & (1 << axis)),
  );

/** For each kept index, the places of the elements that are reduced into it, row-major. */
function ranges(shape: readonly number[], axes: readonly number[]): number[][] {
  const reduced = axes.length === 0 ? shape.map((_, axis) => axis) : axes;
  const kept = shape.map((_, axis) => axis).filter((axis) => !reduced.includes(axis));
  const place = (at: readonly number[]) => shape.reduce((offset, size, axis) => offset * size + at[axis]!, 0);
  return indices(kept.map((axis) => shape[axis]!)).map((outer) =>
    indices(reduced.map((axis) => shape[axis]!)).map((inner) =>
      place(
        shape.map((_, axis) =>
          kept.includes(axis) ? outer[kept.indexOf(axis)]! : inner[reduced.indexOf(axis)]!,
        ),
      ),
    ),
  );
}

/** The order of a reduction, written recursively: a tree of pairs over lanes that each combine in sequence. */
function inLanes(
  values: readonly number[],
  combine: (a: number, b: number) => number,
  empty: number,
): number {
  const lane = (l: number) => values.filter((_, i) => i % 16 === l);
  const tree = (first: number, apart: number): number | undefined => {
    if (apart === 16) return lane(first).length === 0 ? undefined : lane(first).reduce(combine);
    const [a, b] = [tree(first, apart * 2), tree(first + apart, apart * 2)];
    return a === undefined || b === undefined ? a : combine(a, b);
  };
  return tree(0, 1) ?? empty;
}
