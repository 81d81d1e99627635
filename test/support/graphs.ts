import { type FloatType, isFloat, type TypedArray } from "../../src/base/dtype.ts";
import { gradients } from "../../src/grad/gradients.ts";
import { apply, constant, input } from "../../src/graph/build.ts";
import { evaluator } from "../../src/graph/evaluate.ts";
import { inputsOf, type Node, topological } from "../../src/graph/node.ts";
import { simplify } from "../../src/simplify/simplify.ts";

/** Data of the leaves, by name. */
export type Data = Readonly<Record<string, ArrayLike<number>>>;

/** A scalar and its gradients by the way training takes: simplified, differentiated, simplified again. */
export function trained(scalar: Node, wrt: readonly string[]): Node[] {
  const loss = simplify({ outputs: { loss: scalar }, updates: [] }).graph.outputs.loss!;
  const outputs = { loss, ...byName(gradients(loss, leaves(loss, wrt)), wrt) };
  return Object.values(simplify({ outputs, updates: [] }).graph.outputs);
}

/** A scalar and its gradients as they are built, nothing simplified. */
export const plain = (scalar: Node, wrt: readonly string[]): Node[] => [
  scalar,
  ...gradients(scalar, leaves(scalar, wrt)),
];

/** The same graph in another float type. */
export function retyped(root: Node, dtype: FloatType): Node {
  const made = new Map<Node, Node>();
  for (const node of topological([root])) {
    const { op, name, shape, attributes } = node;
    const type = isFloat(node.dtype) ? dtype : node.dtype;
    const leaf =
      op.kind === "input"
        ? input(name!, shape, type)
        : op.kind === "constant"
          ? constant(attributes.value as number, type)
          : undefined;
    made.set(
      node,
      leaf ??
        apply(
          op,
          node.inputs.map((each) => made.get(each)!),
          attributes,
        ),
    );
  }
  return made.get(root)!;
}

const byName = (nodes: readonly Node[], names: readonly string[]) =>
  Object.fromEntries(names.map((name, i) => [`d${name}`, nodes[i]!]));

function leaves(root: Node, names: readonly string[]): Node[] {
  const inputs = inputsOf({ outputs: { root }, updates: [] });
  return names.map((name) => inputs.find((node) => node.name === name)!);
}

/** The values of nodes, by the interpreter. */
export function compute(nodes: readonly Node[], data: Data): number[][] {
  const graph = { outputs: Object.fromEntries(nodes.entries()), updates: [] };
  const run = evaluator(graph);
  for (const { name, shape } of inputsOf(graph)) {
    const values = Float64Array.from(data[name!]!);
    run.bind(name!, as(run.order.find((node) => node.name === name && node.op.kind === "input")!, values));
    if (values.length !== shape.reduce((a, b) => a * b, 1)) throw new Error(`data of "${name}"`);
  }
  run.run();
  return nodes.map((node) => Array.from(run.valueOf(node)));
}

const as = ({ dtype }: Node, values: Float64Array): TypedArray => {
  if (dtype === "int32") return Int32Array.from(values);
  return dtype === "float32" ? Float32Array.from(values) : values;
};

/**
 * The gradient of a scalar by differences: `(8 (f(x+h) - f(x-h)) - (f(x+2h) - f(x-2h))) / 12h`, off by h^4 times
 * a fifth derivative. Right only where the scalar is smooth within 2h.
 */
export function differences(scalar: Node, wrt: string, data: Data, h = 1e-3): number[] {
  const at = (i: number, shift: number): number =>
    compute([scalar], {
      ...data,
      [wrt]: Array.from(data[wrt]!, (x, j) => (i === j ? x + shift : x)),
    })[0]![0]!;
  return Array.from(
    data[wrt]!,
    (_, i) => (8 * (at(i, h) - at(i, -h)) - (at(i, 2 * h) - at(i, -2 * h))) / (12 * h),
  );
}

/** The largest difference between two lists, relative to the largest number of the second (at least 1). */
export function worst(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const scale = Math.max(1, ...Array.from(b, Math.abs));
  const apart = Array.from(b, (x, i) => (Object.is(a[i], x) ? 0 : Math.abs(a[i]! - x) / scale));
  if (a.length !== b.length) throw new Error(`${a.length} numbers against ${b.length}`);
  return apart.reduce((x, y) => Math.max(x, y), 0);
}
