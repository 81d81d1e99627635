import { describe, expect, test } from "vitest";
import { compute, type Data, differences, worst } from "../../test/support/graphs.ts";
import { RandomState } from "../array/random.ts";
import { type Shape, sizeOf } from "../base/shape.ts";
import { apply, input, ops } from "../graph/build.ts";
import type { Node } from "../graph/node.ts";
import { type OpName, table } from "../op/index.ts";
import type { Attributes, Elementwise, Op } from "../op/op.ts";
import { samples } from "../op/samples.ts";
import { gradients } from "./gradients.ts";

/** Ops whose derivative is not the slope of their value, each with the reason. */
const exceptions: Partial<Record<OpName, string>> = {
  input: "a leaf has no arguments",
  constant: "a leaf has no arguments",
  stopGradient: "it exists to hold the cotangent back",
  argmax: "its result is an index",
  oneHot: "its argument is an index",
  dropoutMask: "its arguments are a seed and a step",
};

/** Attributes to check besides the defaults. */
const variants: Partial<Record<OpName, readonly Attributes[]>> = {
  pow: [0, 1, 3, -1, -2, 0.5, 2.5, -0.5].map((exponent) => ({ exponent })),
  leakyRelu: [{ slope: 0.2 }],
  elu: [{ alpha: 0.5 }],
};

/** Steps of the differences: a long one for smooth places, ones relative to x for those near a pole. */
const steps = (x: number): number[] =>
  [1e-3, 1e-4, 1e-5, 1e-6].flatMap((h) => [h * Math.max(1, Math.abs(x)), h * Math.abs(x)]);

type Point = readonly number[];

/** How far the derivative by argument `i` is from the nearest of several central differences, relative to it. */
function slopeError(f: (at: Point) => number, point: Point, i: number, slope: number): number {
  const errors = steps(point[i]!).map((h) => {
    const at = (shift: number) => f(point.with(i, point[i]! + shift));
    const difference = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
    return Math.abs(slope - difference) / Math.max(1e-3, Math.abs(difference));
  });
  return Math.min(...errors.filter((error) => !Number.isNaN(error)));
}

const elementwiseOps = Object.values(table as Record<string, Op>).filter(
  (op): op is Elementwise => op.kind === "elementwise" && op.result === "float" && !(op.name in exceptions),
);

describe("the derivative of each elementwise op is its slope, at every sample and at random points", () => {
  for (const op of elementwiseOps)
    for (const attributes of [{}, ...(variants[op.name as OpName] ?? [])])
      test([op.name, ...Object.entries(attributes).flat()].join(" "), () => {
        const points: Point[] = [
          ...samples[op.name as keyof typeof samples].map((sample) => [sample].flat()),
          ...randomPoints(op),
        ].filter((point) => point.every(Number.isFinite) && !op.kinks.includes(point[0]!));
        const leaves = op.args.map((arg) =>
          input(arg, [points.length], op.conditions.includes(arg) ? "bool" : "float64"),
        );
        const data = Object.fromEntries(op.args.map((arg, i) => [arg, points.map((point) => point[i]!)]));
        const value = apply(op, leaves, attributes);
        const wrt = leaves.filter((leaf) => leaf.dtype !== "bool");
        const weights = points.map((_, i) => 1 + i / 3);
        const scalar = ops.sum(ops.mul(input("g", [points.length]), value));
        const slopes = compute(gradients(scalar, wrt), { ...data, g: weights });

        const f = (point: Point) => {
          const scalars = op.args.map((arg) =>
            input(arg, [], op.conditions.includes(arg) ? "bool" : "float64"),
          );
          const at = Object.fromEntries(op.args.map((arg, i) => [arg, [point[i]!]]));
          return compute([apply(op, scalars, attributes)], at)[0]![0]!;
        };
        const checked = points.flatMap((point, p) =>
          wrt.flatMap((leaf, n) => {
            const i = op.args.indexOf(leaf.name!);
            const slope = slopes[n]![p]! / weights[p]!;
            return Number.isFinite(f(point))
              ? [{ point, i, slope, error: slopeError(f, point, i, slope) }]
              : [];
          }),
        );
        expect(checked.length).toBeGreaterThanOrEqual(8);
        expect(checked.filter(({ error }) => !(error < 1e-6))).toEqual([]);
      });
});

function randomPoints(op: Elementwise): Point[] {
  const rng = new RandomState(op.name.length);
  return Array.from({ length: 20 }, () =>
    op.args.map((arg) =>
      op.conditions.includes(arg) ? Number(rng.rand(1)[0]! > 0.5) : 6 * rng.rand(1)[0]! - 3,
    ),
  );
}

const x = (...shape: number[]) => input("x", shape);
const y = (...shape: number[]) => input("y", shape);
const index = (...shape: number[]) => input("index", shape, "int32");

/** For each structured op some applications to leaves x, y and index. */
const applications: Partial<Record<OpName, readonly Node[]>> = {
  sum: [
    ops.sum(x(2, 3)),
    ops.sum(x(2, 3), { axes: [0] }),
    ops.sum(x(2, 3, 4), { axes: [-1, 0], keepdims: true }),
    ops.sum(x()),
  ],
  max: [
    ops.max(x(2, 3)),
    ops.max(x(2, 3), { axes: [-1] }),
    ops.max(x(2, 3, 4), { axes: [0, 2], keepdims: true }),
    ops.max(x(1, 1)),
  ],
  matmul: [
    ops.matmul(x(2, 3), y(3, 4)),
    ops.matmul(x(1, 5), y(5, 1)),
    ops.matmul(x(4, 1), y(1, 3)),
    ops.matmul(x(3, 3), y(3, 3)),
  ],
  broadcast: [
    ops.broadcast(x(3), { shape: [2, 3] }),
    ops.broadcast(x(2, 1), { shape: [2, 3] }),
    ops.broadcast(x(), { shape: [2, 3] }),
    ops.broadcast(x(1, 3, 1), { shape: [4, 2, 3, 2] }),
    ops.broadcast(x(1, 1), { shape: [1, 1, 1] }),
  ],
  reshape: [ops.reshape(x(2, 3), { shape: [3, 2] }), ops.reshape(x(1), { shape: [] })],
  transpose: [ops.transpose(x(2, 3)), ops.transpose(x(2, 3, 4)), ops.transpose(x(3))],
  gatherRows: [ops.gatherRows(x(3, 2), index(5)), ops.gatherRows(x(3), index(5))],
  scatterRows: [
    ops.scatterRows(x(5, 2), index(5), { count: 4 }),
    ops.scatterRows(x(5), index(5), { count: 3 }),
  ],
};

describe("the derivative of each structured op agrees with differences", () => {
  for (const [name, nodes = []] of Object.entries(applications))
    test.each(nodes.map((node) => [node.inputs.map((i) => `(${i.shape})`).join(), node] as const))(
      `${name} of %s`,
      (_, node) => {
        const rng = new RandomState(5);
        const draw = (shape: Shape) => [...rng.randn(sizeOf(shape))];
        const scalar = ops.sum(ops.mul(input("g", node.shape), ops.mul(node, node)));
        const wrt = [...new Set(node.inputs)].filter((leaf) => leaf.dtype === "float64");
        const data: Data = {
          g: draw(node.shape),
          index: [2, 0, 2, 1, 2],
          ...Object.fromEntries(wrt.map((leaf) => [leaf.name!, draw(leaf.shape)])),
        };
        compute(gradients(scalar, wrt), data).forEach((slope, i) => {
          expect(worst(slope, differences(scalar, wrt[i]!.name!, data))).toBeLessThan(1e-9);
        });
      },
    );
});

test("each op of the table is checked above, compares, or is an exception with its reason", () => {
  const covered = (op: Op) =>
    (op.kind === "elementwise" && (op.result === "bool" || elementwiseOps.includes(op))) ||
    op.name in applications ||
    op.name in exceptions;
  expect(Object.values(table as Record<string, Op>).filter((op) => !covered(op))).toEqual([]);
});

test("comparisons and indices let no cotangent through", () => {
  const bools = Object.values(table as Record<string, Op>).filter(
    (op) => op.kind === "elementwise" && op.result === "bool",
  );
  for (const op of bools) {
    const [a, b] = [x(3), y(3)];
    const chosen = ops.sum(ops.select(apply(op, [a, 0.5]), b, ops.neg(b)));
    const [da, db] = compute(gradients(chosen, [a, b]), { x: [0, 0.5, 1], y: [1, 2, 3] });
    expect(da).toEqual([0, 0, 0]);
    expect(new Set(db)).toEqual(new Set([1, -1]));
  }
});

test("equal maxima share the cotangent; of equal operands the second one has it", () => {
  const a = x(4);
  expect(compute(gradients(ops.max(a), [a]), { x: [1, 3, 3, 2] })).toEqual([[0, 0.5, 0.5, 0]]);
  const [b, c] = [x(1), y(1)];
  for (const op of [ops.maximum, ops.minimum])
    expect(compute(gradients(ops.sum(op(b, c)), [b, c]), { x: [2], y: [2] })).toEqual([[0], [1]]);
});

test("at a kink the derivative is the one the op states", () => {
  const at = (f: (node: Node) => Node) => {
    const leaf = x(1);
    return compute(gradients(ops.sum(f(leaf)), [leaf]), { x: [0] })[0]![0];
  };
  expect([ops.abs, ops.relu, ops.step, ops.sign].map(at)).toEqual([0, 0, 0, 0]);
  expect(at((z) => ops.leakyRelu(z, { slope: 0.2 }))).toBe(0.2);
  expect(at((z) => ops.elu(z, { alpha: 0.5 }))).toBe(0.5);
  expect(at(ops.selu)).toBe(1.0507009873554805 * 1.6732632423543772);
});
