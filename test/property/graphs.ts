import fc from "fast-check";
import { broadcastShapes, type Shape, sizeOf } from "../../src/base/shape.ts";
import { input, ops } from "../../src/graph/build.ts";
import type { Node } from "../../src/graph/node.ts";

/** A random graph over smooth ops, and data for its leaves. */
export interface Sample {
  readonly scalar: Node;
  readonly leaves: readonly Node[];
  readonly data: Readonly<Record<string, readonly number[]>>;
}

/** Holds in every graph: a condition that no rule can know. */
const switched = input("switched", [], "bool");

/** Softmax along the last axis. */
function shares(x: Node): Node {
  const e = ops.exp(ops.tanh(x));
  return x.shape.length === 0 ? e : ops.div(e, ops.sum(e, { axes: [-1], keepdims: true }));
}

const square = (x: Node): Node => ops.mul(x, x);

/** Smooth everywhere, and tame: values stay within a few hundred, so that differences stay exact. */
const unary: Readonly<Record<string, (x: Node) => Node>> = {
  neg: ops.neg,
  tanh: ops.tanh,
  sigmoid: ops.sigmoid,
  softplus: ops.softplus,
  erf: ops.erf,
  "square of tanh": (x) => square(ops.tanh(x)),
  "exp of tanh": (x) => ops.exp(ops.tanh(x)),
  "log of 1 + e^x": (x) => ops.log(ops.add(1, ops.exp(ops.tanh(x)))),
  "log of sigmoid": (x) => ops.log(ops.sigmoid(x)),
  "log of the complement": (x) => ops.log(ops.sub(1, ops.sigmoid(x))),
  "sqrt of 1 + x^2": (x) => ops.sqrt(ops.add(1, square(x))),
  "two x": (x) => ops.mul(2, x),
  "x times -1/2": (x) => ops.mul(x, -0.5),
  "x / 1": (x) => ops.div(x, 1),
  "x + 0": (x) => ops.add(x, 0),
  "0 x + 1": (x) => ops.add(ops.mul(0, x), 1),
  "x - 3": (x) => ops.sub(x, 3),
  sum: (x) => ops.sum(x),
  "sum of rows": (x) => (x.shape.length > 0 ? ops.sum(x, { axes: [-1], keepdims: true }) : x),
  "sum of columns": (x) => (x.shape.length > 0 ? ops.sum(x, { axes: [0] }) : x),
  transpose: ops.transpose,
  "transpose twice": (x) => ops.transpose(ops.transpose(x)),
  flat: (x) => ops.reshape(x, { shape: [sizeOf(x.shape)] }),
  "as a row": (x) => ops.reshape(x, { shape: [1, ...x.shape] }),
  repeated: (x) => ops.broadcast(x, { shape: [2, ...x.shape] }),
  "repeated, then tanh": (x) => ops.tanh(ops.broadcast(x, { shape: [2, ...x.shape] })),
  "sigmoid of -x": (x) => ops.sigmoid(ops.neg(x)),
  shares,
  "log of shares": (x) => ops.log(shares(x)),
  choice: (x) => ops.select(switched, x, ops.mul(3, x)),
  "choice or 0": (x) => ops.select(switched, ops.mul(3, x), 0),
  "choice of 0": (x) => ops.select(switched, 0, ops.neg(x)),
};

const binary: Readonly<Record<string, (a: Node, b: Node) => Node>> = {
  add: ops.add,
  sub: ops.sub,
  mul: (a, b) => ops.mul(ops.tanh(a), b),
  div: (a, b) => ops.div(a, ops.add(2, ops.sigmoid(b))),
  "a a - a b": (a, b) => ops.sub(square(ops.tanh(a)), ops.mul(ops.tanh(a), b)),
  "a b - a (1 - b)": (a, b) => ops.sub(ops.mul(ops.sigmoid(a), b), ops.mul(ops.sigmoid(a), ops.sub(1, b))),
  "(1 - b) a - b (1 - a)": (a, b) =>
    ops.sub(ops.mul(ops.sub(1, ops.tanh(b)), ops.tanh(a)), ops.mul(ops.tanh(b), ops.sub(1, ops.tanh(a)))),
};

/** Two operands made to fit the op: as they are where they broadcast, else the second one summed to a scalar. */
function combine(f: (a: Node, b: Node) => Node, a: Node, b: Node): Node {
  return broadcastShapes(a.shape, b.shape) ? f(a, b) : f(a, ops.sum(b));
}

/** The matrix product where two axes fit, else the product of sums. */
function product(a: Node, b: Node): Node {
  const fits = a.shape.length === 2 && b.shape.length === 2 && a.shape[1] === b.shape[0];
  return fits ? ops.matmul(ops.tanh(a), b) : combine(ops.add, a, ops.tanh(b));
}

/** Elements of a value at most, in multiples of the size of the leaves. */
const small = (node: Node, scale: number): boolean =>
  sizeOf(node.shape) <= 24 * scale && node.shape.length <= 3;

type Move =
  | { readonly kind: "unary"; readonly name: string; readonly a: number }
  | { readonly kind: "binary"; readonly name: string; readonly a: number; readonly b: number }
  | { readonly kind: "matmul"; readonly a: number; readonly b: number };

const place = fc.nat({ max: 40 });
const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant("unary" as const),
      name: fc.constantFrom(...Object.keys(unary)),
      a: place,
    }),
    fc.record({
      kind: fc.constant("binary" as const),
      name: fc.constantFrom(...Object.keys(binary)),
      a: place,
      b: place,
    }),
    fc.record({ kind: fc.constant("matmul" as const), a: place, b: place }),
  ),
  { minLength: 1, maxLength: 10 },
);

/** Leaves that fit each other in many ways; `scale` makes them longer, for work that is shared among threads. */
const leavesOf = (scale: number): readonly Node[] => {
  const shapes: readonly Shape[] = [[2 * scale, 3], [3], [2 * scale, 1], [], [3, 2 * scale]];
  return shapes.map((shape, i) => input(`x${i}`, shape));
};

/** Values combine values made before, so that one is often used twice; all of them enter the scalar. */
function build(list: readonly Move[], leaves: readonly Node[], scale: number): Node {
  const made: Node[] = [...leaves];
  const at = (i: number) => made[i % made.length]!;
  for (const move of list) {
    const node =
      move.kind === "unary"
        ? unary[move.name]!(at(move.a))
        : move.kind === "binary"
          ? combine(binary[move.name]!, at(move.a), at(move.b))
          : product(at(move.a), at(move.b));
    if (small(node, scale)) made.push(node);
  }
  return made.map((node) => ops.sum(node)).reduce((a, b) => ops.add(a, b));
}

/** What a random graph is made from, short enough to read when a property fails. */
export interface Recipe {
  readonly moves: readonly Move[];
  readonly numbers: readonly number[];
}

const count = leavesOf(1).reduce((n, leaf) => n + sizeOf(leaf.shape), 0);

export const recipes: fc.Arbitrary<Recipe> = fc.record({
  moves,
  numbers: fc
    .array(fc.integer({ min: -1500, max: 1500 }), { minLength: count, maxLength: count })
    .map((list) => list.map((x) => x / 1000)),
});

/** The graph and the data of a recipe; the numbers begin anew where there are not enough. */
export function prepare({ moves, numbers }: Recipe, scale = 1): Sample {
  const leaves = leavesOf(scale);
  const data: Record<string, readonly number[]> = { switched: [1] };
  let next = 0;
  for (const { name, shape } of leaves)
    data[name!] = Array.from({ length: sizeOf(shape) }, () => numbers[next++ % numbers.length]!);
  return { scalar: build(moves, leaves, scale), leaves, data };
}
