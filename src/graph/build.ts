import { type DType, type FloatType, isFloat } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { broadcastShapes, formatShape, type Shape, sameShape } from "../base/shape.ts";
import type { Tensors } from "../op/algebra.ts";
import { type OpName, type Table, table } from "../op/index.ts";
import type { Attributes, Each, Elementwise, Op, Operand } from "../op/op.ts";
import type { Node } from "./node.ts";

/** What a function of the graph takes: a node, or a plain number that adapts to the others' dtype. */
export type Value = Node | number;

/**
 * A leaf of the graph: data from outside, under a name by which it is bound.
 *
 * @param attributes `distribution` promises rows that sum to 1, which lets the cross-entropy become simpler
 *
 * @example
 * const x = input("X", [400, 2], "float32");
 * x.shape; // [400, 2]
 */
export const input = (
  name: string,
  shape: Shape,
  dtype: DType = "float64",
  attributes: { distribution?: boolean } = {},
): Node => ({
  op: table.input,
  inputs: [],
  attributes: { ...table.input.attributes, ...attributes },
  shape,
  dtype,
  name,
});

/**
 * One number, the same at every place of `shape`.
 *
 * @example
 * constant(0.5, "float32").dtype; // "float32"
 * constant(1, "float64", [2, 3]).shape; // [2, 3]
 */
export const constant = (value: number, dtype: DType = "float64", shape: Shape = []): Node => {
  const scalar: Node = { op: table.constant, inputs: [], attributes: { value }, shape: [], dtype };
  return shape.length === 0 ? scalar : apply(table.broadcast, [scalar], { shape });
};

/**
 * The same value under a name the field uses: formulas that need it say the name.
 *
 * @example
 * const z = named("Z1", ops.matmul(input("X", [400, 2]), input("W1", [2, 4])));
 * express(z); // "X @ W1"
 * express(ops.tanh(z)); // "tanh(Z1)"
 */
export const named = (name: string, node: Node): Node => ({ ...node, name });

/** An op applied to nodes: operands broadcast where the op is elementwise, shapes and dtypes checked. */
export function apply(op: Op, args: readonly Value[], given: Attributes = {}): Node {
  const attributes = { ...op.attributes, ...given };
  const nodes = adaptNumbers(op, args);
  if (op.kind === "elementwise") return applyElementwise(op, nodes, attributes);
  return { op, inputs: nodes, attributes, ...op.infer(nodes, attributes) };
}

function applyElementwise(op: Elementwise, nodes: readonly Node[], attributes: Attributes): Node {
  const shape = nodes.map((node) => node.shape).reduce((a, b) => broadcastShapes(a, b) ?? misfit(op, nodes));
  const dtype = dtypeOf(op, nodes);
  const inputs = nodes.map((node) =>
    sameShape(node.shape, shape) ? node : apply(table.broadcast, [node], { shape }),
  );
  return { op, inputs, attributes, shape, dtype };
}

function adaptNumbers(op: Op, args: readonly Value[]): Node[] {
  const dtype = args
    .map((arg) => (typeof arg === "number" ? undefined : arg.dtype))
    .find((d) => d && d !== "bool");
  return args.map((arg) => {
    if (typeof arg !== "number") return arg;
    if (dtype) return constant(arg, dtype);
    return fail("usage", {
      who: op.name,
      expected: "at least one node among its arguments",
      got: "numbers only",
      fix: "Make one of them a node with constant(value, dtype).",
    });
  });
}

function dtypeOf(op: Elementwise, nodes: readonly Node[]): DType {
  const isCondition = (i: number) => op.conditions.includes(op.args[i]!);
  const [dtype, ...others] = new Set(nodes.filter((_, i) => !isCondition(i)).map((node) => node.dtype));
  const conditionsFit = nodes.every((node, i) => !isCondition(i) || node.dtype === "bool");
  if (dtype !== undefined && dtype !== "bool" && others.length === 0 && conditionsFit) {
    if (op.result === "bool") return "bool";
    if (isFloat(dtype)) return dtype;
  }
  return fail("shape", {
    who: op.name,
    expected: [
      ...op.conditions.map((name) => `${name} as a bool`),
      op.result === "bool" ? "arguments of one number type" : "arguments of one float type",
    ].join(" and "),
    got: nodes.map((node) => node.dtype).join(" and "),
  });
}

function misfit(op: Op, nodes: readonly Operand[]): never {
  const [a, b] = nodes.map((node) => node.shape);
  const lists = nodes.length === 2 && a!.length === 1 && b!.length === 1;
  return fail("shape", {
    who: op.name,
    expected: "shapes that broadcast (axes equal from the end, or 1)",
    got: nodes.map((node) => formatShape(node.shape)).join(" and "),
    fix: lists
      ? `The first one as a column, x[:, None] of shape (${a![0]}, 1), would give (${a![0]}, ${b![0]}).`
      : undefined,
  });
}

type FunctionOf<O> = O extends {
  readonly args: infer Args extends readonly string[];
  readonly attributes: infer A;
}
  ? (...args: [...Each<Args, Value>, attributes?: Partial<A>]) => Node
  : never;

/** Every op of the table as a function of nodes: `ops.matmul(x, w)`, `ops.sum(x, { axes: [0] })`. */
export type Functions = { readonly [N in Exclude<OpName, "input" | "constant">]: FunctionOf<Table[N]> };

/**
 * Every op as a function: nodes (and plain numbers beside them) in, a node out. Elementwise ops broadcast as NumPy does.
 * Nothing is computed yet; {@link evaluator} does that.
 *
 * @throws ChainruleError `shape` for shapes that do not broadcast or types that do not go together
 *
 * @example
 * const x = input("x", [400, 2]);
 * const y = ops.sum(ops.square(ops.sub(x, 1)), { axes: [0] });
 * express(y); // "sum((x - 1)^2, axis 0)"
 * y.shape; // [2]
 */
export const ops: Functions = Object.fromEntries(
  Object.values(table).map((op: Op) => {
    const count = op.args.length;
    return [
      op.name,
      (...args: unknown[]) => apply(op, args.slice(0, count) as Value[], (args[count] ?? {}) as Attributes),
    ];
  }),
) as unknown as Functions;

/** The reading of ops as nodes, in which derivatives are written. */
export const tensors = (dtype: FloatType): Tensors<Node> => ({
  ...(ops as unknown as Tensors<Node>),
  dtype,
  zero: constant(0, dtype),
  one: constant(1, dtype),
  constant: (value) => constant(value, dtype),
  shapeOf: (x) => x.shape,
  sum: (x, axes, keepdims = false) => ops.sum(x, { axes, keepdims }),
  broadcast: (x, shape) => (sameShape(x.shape, shape) ? x : ops.broadcast(x, { shape })),
  reshape: (x, shape) => (sameShape(x.shape, shape) ? x : ops.reshape(x, { shape })),
  scatterRows: (rows, indices, count) => ops.scatterRows(rows, indices, { count }),
});
