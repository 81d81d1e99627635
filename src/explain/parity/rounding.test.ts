import { describe, expect, it } from "vitest";
import { RandomState } from "../../array/random.ts";
import { input, ops } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";
import { exact, rounded } from "./rounding.ts";

const unit = 2 ** -24;
const f32 = Math.fround;

/** The bound on a node of `x` and `y`, which hold single precision numbers. */
const boundOf = (node: Node, values: Record<string, Float64Array>) =>
  rounded([node], new Map(Object.entries(values).map(([name, one]) => [name, exact(one)])), unit).get(node)!;

describe("The bound on rounding", () => {
  it("is one unit of a sum of two numbers, and nothing of what is exact", () => {
    const [x, y] = [input("x", [1]), input("y", [1])];
    const values = { x: Float64Array.of(3), y: Float64Array.of(5) };
    expect([...boundOf(ops.add(x, y), values).error]).toEqual([8 * unit]);
    expect([...boundOf(ops.reshape(x, { shape: [1, 1] }), values).error]).toEqual([0]);
  });

  it("keeps the errors of what cancels: (x + y) - x", () => {
    const [x, y] = [input("x", [1]), input("y", [1])];
    const { value, error } = boundOf(ops.sub(ops.add(x, y), x), {
      x: Float64Array.of(1e6),
      y: Float64Array.of(f32(0.1)),
    });
    const single = f32(f32(1e6 + f32(0.1)) - 1e6);
    expect(Math.abs(single - value[0]!)).toBeGreaterThan(1e-3);
    expect(Math.abs(single - value[0]!)).toBeLessThanOrEqual(error[0]!);
  });

  it("holds for sums and products of 1000 float32 in an order of their own", () => {
    const rng = new RandomState(1);
    const [m, k] = [4, 1000];
    const a = Float64Array.from(rng.randn(m * k), f32);
    const b = Float64Array.from(rng.randn(k), f32);
    const product = boundOf(ops.matmul(input("a", [m, k]), input("b", [k, 1])), { a, b });
    for (let i = 0; i < m; i++) {
      let sum = 0;
      for (let j = k - 1; j >= 0; j--) sum = f32(sum + f32(a[i * k + j]! * b[j]!));
      const off = Math.abs(sum - product.value[i]!);
      expect(off).toBeLessThanOrEqual(product.error[i]!);
      // And it is of use: a worst case would be k units of the sum of the magnitudes.
      expect(product.error[i]!).toBeLessThan(2e-2);
      expect(off).toBeGreaterThan(0);
    }
  });

  it("leaves open on which side of a kink a number is that rounding could have moved across", () => {
    const [x, y] = [input("x", [2]), input("y", [2])];
    const near = ops.step(ops.sub(ops.add(x, y), x));
    const { error } = boundOf(near, { x: Float64Array.of(1e6, 1), y: Float64Array.of(1e-9, 1) });
    expect([...error]).toEqual([1, 0].map((e, i) => e + (error[i]! % 1)));
  });

  it("is finite at the edge of a root, and open at that of a logarithm", () => {
    const [x, y] = [input("x", [1]), input("y", [1])];
    const small = ops.sub(ops.add(x, y), x);
    const values = { x: Float64Array.of(1e6), y: Float64Array.of(0.001) };
    expect(Number.isFinite(boundOf(ops.sqrt(small), values).error[0]!)).toBe(true);
    expect(boundOf(ops.log(small), values).error[0]).toBe(Number.POSITIVE_INFINITY);
  });
});
