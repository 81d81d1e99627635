import { sameShape } from "../../base/shape.ts";
import { type Node, topological } from "../../graph/node.ts";
import { simplify } from "../../simplify/simplify.ts";
import { unnamed } from "./lines.ts";

/**
 * An expression with a leaf's own formula in the leaf's place; undefined where the leaf stands in a product or a sum of
 * matrices, of which a formula would become no clearer.
 */
export function insert(root: Node, leaf: Node, formula: Node): Node | undefined {
  return isElementwiseIn(root, leaf) ? united(replaced(root, leaf, unnamed(formula))) : undefined;
}

/** Whether every way from a node to a leaf goes element by element, so that the leaf's own formula may stand there. */
function isElementwiseIn(node: Node, leaf: Node): boolean {
  if (node.name === leaf.name) return true;
  if (!contains(node, leaf)) return true;
  return (
    node.op.kind === "elementwise" &&
    sameShape(node.shape, leaf.shape) &&
    node.inputs.every((one) => isElementwiseIn(one, leaf))
  );
}

const contains = (root: Node, leaf: Node): boolean =>
  topological([root]).some(({ name }) => name === leaf.name);

function replaced(root: Node, leaf: Node, formula: Node): Node {
  if (root.name === leaf.name) return formula;
  return contains(root, leaf)
    ? { ...root, inputs: root.inputs.map((one) => replaced(one, leaf, formula)) }
    : root;
}

/** Leaves of one name become one leaf. */
const united = (node: Node): Node => simplify({ outputs: { node }, updates: [] }, []).graph.outputs.node!;
