import { constant, input, ops } from "../../graph/build.ts";
import { type Node, topological } from "../../graph/node.ts";
import { scaled } from "../../simplify/match.ts";
import { read } from "../formula/formula.ts";
import { pathsOf, rulesBetween } from "./calculus.ts";
import type { Part } from "./derivation.ts";
import { insert } from "./insert.ts";
import { isNamedResult, linesOf, unnamed } from "./lines.ts";
import { factorOutside, inserted } from "./reason.ts";
import { rewritings } from "./rewritings.ts";
import { anyExamples, plainDerivatives } from "./statement.ts";

/** What is known of a derivative once it has been derived. */
interface Known {
  readonly leaf: Node;
  readonly result: Node;
  /** The true derivative is this number times the result. */
  readonly factor: number;
}

/** The derivative by each value and parameter, from the loss back to the input. */
export function backward(loss: Node, parameters: readonly Node[], values: readonly Node[]): Part[] {
  const raw = plainDerivatives({ loss, parameters });
  const order = topological([loss]);
  const paths = pathsOf(order, parameters);
  const parts: Part[] = [];
  const known = new Map<string, Known>();
  const waiting = new Set(parameters);
  const isReady = (node: Node) => {
    const names = upstream(node);
    return names.length > 0 && names.every((name) => known.has(name));
  };

  for (const value of order.toReversed()) {
    const slope = isNamedResult(value) ? raw.get(`d${value.name}`) : undefined;
    if (slope) parts.push(errorPart(value, slope));
    for (const parameter of waiting) {
      const gradient = raw.get(`d${parameter.name}`)!;
      if (!isReady(gradient)) continue;
      waiting.delete(parameter);
      parts.push(gradientPart(parameter, gradient));
    }
  }
  // What the loss does not depend on has the gradient 0.
  return [...parts, ...[...waiting].map((one) => gradientPart(one, raw.get(`d${one.name}`)!))];

  function errorPart(value: Node, slope: Node): Part {
    const above = upstream(slope).map((name) => known.get(name)!);
    const factor = above[0]?.factor ?? 1;
    const step = local(slope, ({ leaf, factor: own }) => times(own / factor, leaf));
    const lines = linesOf(rewritings(step, values), rulesBetween(value, paths), factor);
    let result = lines.at(-1)!.node;
    const [number, rest] = scaled(result) ?? [1, result];
    if (number !== 1) {
      const written = read(constant(number), anyExamples).text;
      lines.push({ node: rest, reasons: [factorOutside(written)], factor: factor * number });
      result = rest;
    }
    const own = { leaf: input(slope.name!, value.shape), result, factor: factor * number };
    const [before] = above;
    const whole = before && above.length === 1 ? insert(result, before.leaf, before.result) : undefined;
    if (whole) lines.push({ node: whole, reasons: [inserted(before!.leaf.name!)], factor: own.factor });
    known.set(slope.name!, own);
    const inserts = whole ? [before!.leaf.name!] : [];
    return { name: slope.name!, of: value.name!, role: "error", lines, inserts };
  }

  function gradientPart(parameter: Node, gradient: Node): Part {
    const whole = local(gradient, ({ leaf, factor }) => times(factor, leaf));
    const lines = linesOf(rewritings(whole, values), rulesBetween(parameter, paths), 1);
    return { name: `d${parameter.name}`, of: parameter.name!, role: "gradient", lines };
  }

  /** One step of the chain rule: the derivatives above stand for what is known of them. */
  function local(root: Node, stand: (one: Known) => Node): Node {
    const made = new Map<Node, Node>();
    for (const node of topological([root])) {
      const above = node === root || node.cotangentOf === undefined ? undefined : known.get(node.name!);
      made.set(node, above ? stand(above) : { ...node, inputs: node.inputs.map((one) => made.get(one)!) });
    }
    return unnamed(made.get(root)!);
  }
}

const times = (c: number, node: Node): Node => (c === 1 ? node : ops.mul(constant(c), node));

/** Names of the derivatives that a derivative is made of by one step of the chain rule. */
function upstream(root: Node): string[] {
  const found = new Set<string>();
  const seen = new Set<Node>();
  const walk = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.cotangentOf !== undefined && node !== root) found.add(node.name!);
    else for (const one of node.inputs) walk(one);
  };
  walk(root);
  return [...found];
}
