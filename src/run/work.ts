import { sizeOf } from "../base/shape.ts";
import { type Graph, type Node, rootsOf, topological } from "../graph/node.ts";

/**
 * What a run of a graph computes: elements, and for products multiplications.
 *
 * @param overhead what each node costs besides, in elements
 */
export const workOf = (graph: Graph, overhead = 0): number =>
  topological(rootsOf(graph)).reduce((work, node) => work + overhead + workOfNode(node), 0);

function workOfNode({ op, inputs, shape }: Node): number {
  if (op.kind === "input" || op.kind === "constant") return 0;
  if (op.kind === "contraction") return sizeOf(shape) * inputs[0]!.shape[1]!;
  return Math.max(
    sizeOf(shape),
    ...inputs.map((input) => (op.kind === "reduction" ? sizeOf(input.shape) : 0)),
  );
}
