import { type Node, topological } from "../../graph/node.ts";
import { scaled } from "../../simplify/match.ts";
import { arithmetic } from "../../simplify/rules/arithmetic.ts";
import { linear } from "../../simplify/rules/linear.ts";
import { simplify } from "../../simplify/simplify.ts";
import { formula } from "../formula/formula.ts";
import type { Side } from "./arrange.ts";
import type { Picture, Quantity } from "./picture.ts";
import type { Line } from "./verdict.ts";

/**
 * The line of the derivation that defines a value, in the values that the learner has: `dW2 = (1/m) A1^T dZ2`, with the
 * 1/m where the learner's error terms leave it.
 */
export function lineOf(
  quantity: Quantity,
  picture: Picture,
  side: Side,
  factors: ReadonlyMap<string, number>,
  has: ReadonlySet<string>,
): Line {
  const { name, role } = quantity;
  const node = spelledOut(numbered(quantity, picture, factors), quantity, picture, has);
  const options = { convention: side, m: picture.examples };
  const { text, latex, numpy } = formula(node, options);
  const left = formula({ ...node, op: leaf(picture).op, inputs: [], name }, options);
  const derived = role === "loss" ? tidied(picture, side) : { text, latex, numpy };
  return {
    text: `${left.text} = ${derived.text}`,
    latex: `${left.latex} = ${derived.latex}`,
    numpy: `${left.numpy} = ${derived.numpy}`,
  };
}

const leaf = ({ quantities, known }: Picture): Node =>
  [...known.keys()].find((node) => node.op.kind === "input" && quantities.has(node.name!))!;

/** The definition with the number in front that the learner's own error terms leave to it. */
function numbered(
  { name, role, definitions }: Quantity,
  { known }: Picture,
  factors: ReadonlyMap<string, number>,
): Node {
  const root = definitions[0]!;
  const [, rest] = scaled(root) ?? [];
  if (rest === undefined) return root;
  if (role === "error")
    return known.get(rest)?.name === name && Math.abs(factors.get(name) ?? 2) !== 1 ? rest : root;
  if (role !== "gradient") return root;
  const term = topological([rest]).find((node) => (known.get(node)?.times ?? 1) !== 1);
  const factor = term && factors.get(known.get(term)!.name);
  return factor !== undefined && Math.abs(factor) === 1 ? rest : root;
}

/** An error term that the learner does not have is written out: dZ1 = (dZ2 W2^T) * (1 - A1^2). */
function spelledOut(
  root: Node,
  { name: own }: Quantity,
  { known, quantities }: Picture,
  has: ReadonlySet<string>,
): Node {
  const renewed = new Map<Node, Node>();
  for (const node of topological([root])) {
    const name = known.get(node)?.name;
    const isHidden =
      name !== undefined && !has.has(name) && quantities.get(name)!.role === "error" && /^dA/.test(name);
    const inputs = node.inputs.map((one) => renewed.get(one)!);
    const same = inputs.every((one, i) => one === node.inputs[i]);
    const { name: _, ...nameless } = node;
    if (node === root || isHidden || (name === own && node !== root))
      renewed.set(node, { ...nameless, inputs });
    else renewed.set(node, same ? node : { ...node, inputs });
  }
  return renewed.get(root)!;
}

/** The loss as texts have it, its constants gathered. */
function tidied(picture: Picture, side: Side) {
  const loss = picture.quantities.get("loss")!.definitions.at(-1)!;
  const { graph } = simplify({ outputs: { loss }, updates: [] }, [...arithmetic, ...linear]);
  return formula(graph.outputs.loss!, { convention: side, m: picture.examples });
}
