import { type FloatType, isFloat } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { sizeOf } from "../base/shape.ts";
import { offsets } from "../graph/kernels/offsets.ts";
import type { Node } from "../graph/node.ts";
import { checkedAxes } from "../op/axes.ts";
import type { Op, Reduction } from "../op/op.ts";
import { extentOf } from "./extent.ts";
import type { Buffer, Expression, Kernel, Matrix } from "./kernel.ts";
import { scratchOf } from "./wasm/matmul/blocks.ts";

/** Where a lowering finds the arrays it reads. */
export interface Arrays {
  of(node: Node): Buffer;
  table(name: string, initial: Int32Array): Buffer;
}

type Lowering<K extends Op["kind"]> = (
  node: Node,
  op: Extract<Op, { kind: K }>,
  out: Buffer,
  arrays: Arrays,
) => Kernel;

const notAlone = ({ op }: Node) =>
  fail("internal", { who: "lower", expected: "an op with a kernel of its own", got: op.name });

const lowerings: { readonly [K in Op["kind"]]: Lowering<K> } = {
  input: notAlone,
  constant: notAlone,
  elementwise: notAlone,
  reduction,
  argReduction(node, op, out, arrays) {
    const [x] = node.inputs as [Node];
    const extent = extentOf(x.shape, checkedAxes(op.name, x.shape, [node.attributes.axis as number]));
    return { kind: "argReduce", op, dtype: floatType(x), ...extent!, x: arrays.of(x), out };
  },
  contraction(node, _op, out, arrays) {
    const [left, right] = node.inputs as [Node, Node];
    const [m, n] = node.shape as [number, number];
    const [a, b] = [matrixOf(left, arrays), matrixOf(right, arrays)];
    const product = { kind: "matmul", dtype: floatType(node), m, k: left.shape[1]!, n, a, b, out } as const;
    const length = scratchOf(product);
    if (length === 0) return product;
    return { ...product, scratch: { name: `${out.name}.scratch`, dtype: out.dtype, length } };
  },
  view(node, op, out, arrays) {
    const [x] = node.inputs as [Node];
    const strides = op.strides(x, node.attributes);
    return { kind: "copy", shape: node.shape, strides, x: arrays.of(x), out };
  },
  gather: (node, _op, out, arrays) => rows("gather", node, out, arrays),
  scatter: (node, _op, out, arrays) => rows("scatter", node, out, arrays),
  oneHot: (node, _op, out, arrays) => ({
    kind: "oneHot",
    classes: node.shape[1]!,
    labels: arrays.of(node.inputs[0]!),
    out,
  }),
  counter: ({ inputs, attributes }, op, out, arrays) => ({
    kind: "counter",
    stream: attributes.stream as number,
    threshold: op.threshold(attributes),
    below: op.below(attributes),
    above: op.above(attributes),
    seed: arrays.of(inputs[0]!),
    step: arrays.of(inputs[1]!),
    out,
  }),
};

/** The kernel that computes one node into `out`, by the kind of its op. */
export const kernelOf = (node: Node, out: Buffer, arrays: Arrays): Kernel =>
  (lowerings[node.op.kind] as Lowering<Op["kind"]>)(node, node.op, out, arrays);

/** A matrix as a product reads it: where it is another one by columns, that one. */
function matrixOf(node: Node, arrays: Arrays): Matrix {
  const { op, inputs, shape, attributes } = node;
  const [x] = inputs;
  const [rows, columns] = shape as [number, number];
  if (op.kind === "view" && sizeOf(x!.shape) === sizeOf(shape)) {
    const [down, right] = op.strides(x!, attributes);
    if (down === 1 && right === rows) return { array: arrays.of(x!), strides: [1, rows] };
  }
  return { array: arrays.of(node), strides: [columns, 1] };
}

function floatType({ dtype }: Node): FloatType {
  if (isFloat(dtype)) return dtype;
  return fail("internal", { who: "lower", expected: "a float array", got: dtype });
}

function rows(kind: "gather" | "scatter", { inputs, shape }: Node, out: Buffer, arrays: Arrays): Kernel {
  const [x, indices] = inputs as [Node, Node];
  return { kind, width: sizeOf(shape.slice(1)), x: arrays.of(x), indices: arrays.of(indices), out };
}

function reduction(node: Node, op: Reduction, out: Buffer, arrays: Arrays): Kernel {
  const [input] = node.inputs as [Node];
  const { shape } = input;
  const dtype = floatType(input);
  if (sizeOf(shape) === 0) return mapOf(node, dtype, { kind: "constant", value: op.identity, dtype }, out);
  const axes = checkedAxes(op.name, shape, node.attributes.axes as readonly number[]);
  const extent = extentOf(shape, axes);
  const x = arrays.of(input);
  if (extent) return { kind: "reduce", op, dtype, ...extent, x, out };
  const kept = shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const starts = arrays.table(`${out.name}.starts`, offsets(shape, kept));
  const places = arrays.table(`${out.name}.places`, offsets(shape, axes));
  return { kind: "reduceByTable", op, dtype, x, starts, places, out };
}

/** A loop of one value over the elements of a node, by its first axis and all others. */
export function mapOf({ shape }: Node, dtype: FloatType, value: Expression, out: Buffer): Kernel {
  const rows = shape[0] ?? 1;
  const columns = sizeOf(shape.slice(1));
  return { kind: "map", dtype, rows, columns, results: [{ value, out }], totals: [] };
}
