import { isFloat } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { formatShape } from "../base/shape.ts";
import { constant, named, ops, tensors } from "../graph/build.ts";
import { type Node, topological } from "../graph/node.ts";
import type { Tensors } from "../op/algebra.ts";

type Derivative = (
  k: Tensors<Node>,
  g: Node,
  args: readonly Node[],
  result: Node,
  attributes: Node["attributes"],
) => readonly (Node | null)[];

/**
 * Reverse-mode differentiation, graph to graph (Linnainmaa 1970): the derivative of a scalar with respect to each
 * of `wrt`. Nodes are visited from the scalar back to the leaves; each adds its share to the cotangents of its
 * inputs, and a cotangent is complete when every use of the node has been visited. The cotangent of a node
 * named `Z1` is named `dZ1`.
 *
 * @param of a float scalar, shape ()
 * @param wrt nodes the scalar may depend on; where it does not, the gradient is 0
 * @throws ChainruleError `shape` where `of` is no float scalar
 *
 * @example
 * const w = input("w", [3]);
 * const [dw] = gradients(ops.sum(ops.square(w)), [w]);
 * express(dw); // "1 * (2 * w)"
 * dw.shape; // [3]
 */
export function gradients(of: Node, wrt: readonly Node[]): Node[] {
  const { dtype } = of;
  if (of.shape.length > 0 || !isFloat(dtype))
    fail("shape", {
      who: "gradients",
      expected: "a float scalar to differentiate",
      got: `${dtype} of shape ${formatShape(of.shape)}`,
      fix: "Reduce it first, with sum or mean.",
    });
  const k = tensors(dtype);
  const order = topological([of]);
  const active = dependents(order, wrt);
  const cotangents = new Map<Node, Node>([[of, k.one]]);

  for (const node of order.toReversed()) {
    const sum = cotangents.get(node);
    if (!sum || !active.has(node)) continue;
    const g = node.name === undefined || node === of ? sum : cotangent(node.name, sum);
    cotangents.set(node, g);
    const shares = (node.op.derivative as Derivative)(k, g, node.inputs, node, node.attributes);
    node.inputs.forEach((input, i) => {
      const share = shares[i];
      if (!share || !active.has(input)) return;
      const before = cotangents.get(input);
      cotangents.set(input, before ? ops.add(before, share) : share);
    });
  }
  return wrt.map((node) => {
    const zero = () => constant(0, dtype, node.shape);
    return cotangents.get(node) ?? (node.name === undefined ? zero() : cotangent(node.name, zero()));
  });
}

const cotangent = (of: string, node: Node): Node => ({ ...named(`d${of}`, node), cotangentOf: of });

/** The float nodes through which the result depends on `wrt`: the only ones a cotangent must reach. */
function dependents(order: readonly Node[], wrt: readonly Node[]): Set<Node> {
  const active = new Set<Node>(wrt);
  for (const node of order)
    if (isFloat(node.dtype) && node.inputs.some((input) => active.has(input))) active.add(node);
  return active;
}
