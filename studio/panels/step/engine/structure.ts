import { sizeOf } from "../../../../src/base/shape.ts";
import { mathml } from "../../../../src/explain/document/mathml.ts";
import { formatNumber } from "../../../../src/explain/document/numbers.ts";
import { read } from "../../../../src/explain/formula/formula.ts";
import { symbol } from "../../../../src/explain/formula/symbol.ts";
import { dependencies } from "../../../../src/explain/trace/roles.ts";
import type { Node } from "../../../../src/graph/node.ts";
import { table } from "../../../../src/op/index.ts";
import { numberOf } from "../../../../src/simplify/match.ts";
import type { Factor, Structure } from "../view.ts";

/** How a node is made of the named values below it. */
export function structureOf(node: Node, batch: number): Structure {
  const found = sumBelow(node, 1);
  const below = dependencies(node);
  if (found?.node.op.kind === "contraction") {
    const [left, right] = found.node.inputs.map(factorOf) as [Factor, Factor];
    const own = dependencies(found.node);
    const rest = below.filter((one) => !own.includes(one));
    const bias = rest.find((one) => sizeOf(one.shape) < sizeOf(node.shape));
    return {
      kind: "product",
      scale: scaleText(found.factor, batch),
      left,
      right,
      bias: bias && factorOf(bias),
      others: rest.filter((one) => one !== bias).map(factorOf),
    };
  }
  if (found) {
    const [x] = found.node.inputs as [Node];
    const axis = (found.node.attributes.axes as readonly number[])[0] ?? 0;
    const of = factorOf(x);
    const isAlongAxis = x.shape.length === 2 && node.shape.length > 0;
    if (of.name !== undefined && isAlongAxis)
      return { kind: "sum", scale: scaleText(found.factor, batch), of, axis: axis < 0 ? axis + 2 : axis };
  }
  return { kind: isElementwise(node) ? "elementwise" : "other", of: below.map(factorOf) };
}

/** The sum that a node is, but for a number in front, what is added to it, and its shape. */
function sumBelow(node: Node, factor: number): { readonly node: Node; readonly factor: number } | undefined {
  const { op, inputs } = node;
  if (op.kind === "contraction" || op.kind === "reduction") return { node, factor };
  if (op === table.mul) {
    const [c, x] = [numberOf(inputs[0]!), inputs[1]!];
    return c === undefined || x.name !== undefined ? undefined : sumBelow(x, factor * c);
  }
  if (op !== table.add && op !== table.neg && op.kind !== "view") return undefined;
  for (const input of inputs) {
    const sum = input.name === undefined ? sumBelow(input, factor) : undefined;
    if (sum) return sum;
  }
  return undefined;
}

function factorOf(node: Node): Factor {
  let [inner, turned] = [node, false];
  while (inner.name === undefined && inner.op.kind === "view" && inner.inputs.length === 1) {
    if (inner.op === table.transpose) turned = !turned;
    inner = inner.inputs[0]!;
  }
  const { name } = inner;
  const latex = name === undefined ? read(node).latex : symbol(name).latex + (turned ? "^\\top" : "");
  return { name, mathml: mathml(latex, false), turned: turned && name !== undefined, shape: node.shape };
}

/** Whether each element is made of those at the same place. */
function isElementwise(node: Node): boolean {
  const walk = (one: Node): boolean =>
    (one !== node && one.name !== undefined) ||
    one.op.kind === "constant" ||
    one.op.kind === "input" ||
    ((one.op.kind === "elementwise" || one.op === table.broadcast) && one.inputs.every(walk));
  return node.op.kind === "elementwise" && walk(node);
}

/** `1/m` for a mean over the examples, `2/m` for twice that. */
function scaleText(factor: number, batch: number): string | undefined {
  if (factor === 1) return undefined;
  const times = Math.round(factor * batch);
  const isShare = batch > 1 && times > 0 && times < batch && Math.abs(factor * batch - times) < 1e-6;
  return isShare ? `${times}/m` : formatNumber(factor, 4);
}
