import { sizeOf } from "../../../base/shape.ts";
import { anyExamples } from "../../../explain/derive/statement.ts";
import { nameFormula, read } from "../../../explain/formula/formula.ts";
import type { Node } from "../../../graph/node.ts";
import type { Op } from "../../../op/op.ts";
import type { Dialect } from "./dialect.ts";

/**
 * A node as an expression of Python, in the names of the nodes it is made of.
 *
 * @example
 * const z = input("Z1", [1000003, 4]);
 * const jax = { module: "jnp", imports: [], templates: { relu: "jax.nn.relu({z})" }, functions: {} };
 * expression(ops.relu(z), jax); // "jax.nn.relu(Z1)"
 * expression(ops.tanh(z), jax); // "jnp.tanh(Z1)"
 * expression(ops.mul(1 / 4, ops.sum(z, { axes: [1] })), jax); // "jnp.mean(Z1, axis=1)"
 */
export function expression(node: Node, dialect: Dialect): string {
  return read(spoken(node, dialect), anyExamples)
    .numpy.replaceAll(/\bnp\./g, `${dialect.module}.`)
    .replaceAll(String(besselRatio), "m / max(m - 1, 1)")
    .replaceAll(/(?<=[(,] ?)1 \* (?=\w)/g, "");
}

/** `m / (m - 1)`, by which a batch norm corrects the variance that it remembers. */
const besselRatio = anyExamples / (anyExamples - 1);

/** A name of the graph as Python has it: `W1.velocity` is `W1_velocity`. */
export const pythonName = (name: string): string => nameFormula(name).numpy;

/** The same expression over ops whose NumPy is the dialect's. Named nodes below it stay: they are written by name. */
function spoken(top: Node, { templates }: Dialect): Node {
  const made = new Map<Node, Node>();
  const remake = (node: Node): Node => {
    if (node !== top && node.name !== undefined) return node;
    const known = made.get(node);
    if (known) return known;
    const inputs = node.inputs.map(remake);
    const template = templates[node.op.name];
    const fresh =
      template === undefined ? { ...node, inputs } : { ...node, inputs, op: withNumpy(node.op, template) };
    made.set(node, asMean(fresh));
    return made.get(node)!;
  };
  return remake(top);
}

const withNumpy = <T extends Op>(op: T, numpy: string): T => ({ ...op, formula: { ...op.formula, numpy } });

/** A sum divided by how many there are is a mean. */
function asMean(node: Node): Node {
  const [factor, total] = node.inputs;
  if (node.op.name !== "mul" || total?.op.name !== "sum" || total.name !== undefined) return node;
  const count = sizeOf(total.inputs[0]!.shape) / sizeOf(total.shape);
  const c = factor!.inputs[0] ?? factor!;
  if (c.op.kind !== "constant" || Math.abs((c.attributes.value as number) * count - 1) > 1e-12) return node;
  const op = withNumpy(total.op, total.op.formula.numpy.replace("np.sum", "np.mean"));
  return { ...total, op, ...(node.name === undefined ? {} : { name: node.name }) };
}
