import { type Node, topological } from "../../graph/node.ts";
import { scale, scaled } from "../../simplify/match.ts";
import { arithmetic } from "../../simplify/rules/arithmetic.ts";
import { linear } from "../../simplify/rules/linear.ts";
import { simplify } from "../../simplify/simplify.ts";
import { formula, nameFormula } from "../formula/formula.ts";
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
  const left = nameFormula(name);
  const right = role === "loss" ? tidied(picture, side) : formula(node, options);
  return {
    text: `${left.text} = ${right.text}`,
    latex: `${left.latex} = ${right.latex}`,
    numpy: `${left.numpy} = ${right.numpy}`,
  };
}

/**
 * The definition with the number in front that the learner's error terms ask for: 1/m before a gradient where they are
 * m times the derivative, none where they are the derivative itself. As texts have it where that is not known.
 */
function numbered(
  { name, role, definitions }: Quantity,
  { known }: Picture,
  factors: ReadonlyMap<string, number>,
): Node {
  const root = definitions[0]!;
  const [number, rest] = scaled(root) ?? [];
  if (number === undefined || rest === undefined || (role !== "error" && role !== "gradient")) return root;
  const term = topological([rest]).find((node) => node !== rest && (known.get(node)?.times ?? 1) !== 1);
  // From one error term to the next no number comes in.
  if (role === "error" && term) return rest;
  const stands = known.get(term ?? rest);
  const factor = Math.abs(factors.get(term ? stands!.name : name) ?? stands?.times ?? 1);
  if (!stands) return root;
  return term ? scale((number * stands.times) / factor, rest) : scale(factor * number, rest);
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
    // A number may stand before a node that has the value's own name: dZ2 = (1/m) (A2 - Y).
    if (node === root || isHidden || name === own) renewed.set(node, { ...nameless, inputs });
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
