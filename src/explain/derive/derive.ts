import { sameShape } from "../../base/shape.ts";
import { constant, input, ops } from "../../graph/build.ts";
import { type Node, topological, type Update } from "../../graph/node.ts";
import { descend } from "../../nn/descend.ts";
import type { Loss } from "../../nn/losses/loss.ts";
import type { Network } from "../../nn/network.ts";
import type { Optimizer } from "../../nn/optimizers/optimizer.ts";
import { rateAt } from "../../nn/schedules/index.ts";
import { scaled } from "../../simplify/match.ts";
import { simplify } from "../../simplify/simplify.ts";
import { chooseLoss, chooseOptimizer } from "../../train/choose.ts";
import type { Model } from "../../train/model.ts";
import { cutAtNames } from "../formula/columns.ts";
import { read } from "../formula/formula.ts";
import { pathsOf, rulesBetween } from "./calculus.ts";
import { byDefinition, factorOutside, inserted, optimizerStep, type Reason, reasonOf } from "./reason.ts";
import { type Rewriting, rewritings } from "./rewritings.ts";
import { anyExamples, plainDerivatives, type Statement, state } from "./statement.ts";

/** One line of a derivation: what a value equals, and why. */
export interface Line {
  /** The right-hand side, over {@link anyExamples} examples. */
  readonly node: Node;
  readonly reasons: readonly Reason[];
  /** The derivative is this number times what the line says: 1 until a common factor is kept outside. */
  readonly factor: number;
}

/** The lines for one value. */
export interface Part {
  /** `dZ2` */
  readonly name: string;
  /** The value itself, or the value it is the derivative by: `Z2`. */
  readonly of: string;
  readonly role: "forward" | "loss" | "error" | "gradient" | "update";
  readonly lines: readonly Line[];
  /** The derivatives whose formulas the last line has put in. */
  readonly inserts?: readonly string[];
}

/** Backpropagation for one network and loss, from the definitions to the form that textbooks print. */
export interface Derivation {
  readonly network: Network;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly statement: Statement;
  readonly parts: readonly Part[];
  /** The learning rate, and what the optimizer remembers before the first step. */
  readonly start: ReadonlyMap<string, number>;
}

export interface DeriveOptions {
  /** As for `fit`: a loss or its name; what fits the last layer when left out. */
  readonly loss?: Loss | string;
  /** As for `fit`; plain gradient descent when left out. */
  readonly optimizer?: Optimizer | string;
}

/**
 * Derives the backward pass of a network. Nothing is written per network: the lines are the derivative of the graph
 * that trains, and what each rule of the simplifier made of it.
 *
 * @throws ChainruleError `usage` for an unknown loss or optimizer, or a loss that does not fit the last layer
 *
 * @example
 * const derivation = derive(mlp(2, dense(4, "tanh"), dense(1, "sigmoid")));
 * equations(derivation, { convention: "columns" }).map(({ text }) => text).slice(0, 3); // ["dZ2 = A2 - Y", "dW2 = (1/m) dZ2 A1^T", "db2 = (1/m) sum(dZ2, axis 1, keepdims)"]
 */
export function derive({ network }: Pick<Model, "network">, options: DeriveOptions = {}): Derivation {
  const loss = chooseLoss(network, options.loss as Loss | undefined);
  const optimizer = chooseOptimizer(options.optimizer as Optimizer | undefined);
  const statement = state(network, loss);
  const values = topological([statement.output]).filter(isNamedResult);
  const lossLines = linesOf(rewritings(unnamed(statement.loss), values), [byDefinition], 1);
  const ready = { ...lossLines.at(-1)!.node, name: "loss" };
  const { parts: updates, start } = descent(statement.parameters, optimizer);
  return {
    network,
    loss,
    optimizer,
    statement,
    start,
    parts: [
      ...values.map((node): Part => forwardPart(node)),
      { name: "loss", of: "loss", role: "loss", lines: lossLines },
      ...backward(ready, statement.parameters, values),
      ...updates,
    ],
  };
}

const isNamedResult = (node: Node): boolean => node.name !== undefined && node.op.kind !== "input";

const unnamed = ({ name: _, cotangentOf: __, ...node }: Node): Node => node;

const forwardPart = (node: Node): Part => ({
  name: node.name!,
  of: node.name!,
  role: "forward",
  lines: [{ node: unnamed(node), reasons: [byDefinition], factor: 1 }],
});

/** Rewritings as lines. One that reads as the line before is left out; the same rule again goes on with its line. */
function linesOf(found: readonly Rewriting[], first: readonly Reason[], factor: number): Line[] {
  const lines: Line[] = [];
  let [text, rule]: [string, string | undefined] = ["", undefined];
  for (const [i, { node, rules }] of found.entries()) {
    const now = read(cutAtNames(node), anyExamples).text;
    if (now === text) continue;
    if (i > 0 && rules[0]!.name === rule) lines.pop();
    const reasons = rules.map(reasonOf);
    lines.push({ node, reasons: i === 0 ? [...first, ...reasons] : reasons, factor });
    text = now;
    rule = i === 0 ? undefined : rules[0]!.name;
  }
  return lines;
}

/** What is known of a derivative once it has been derived. */
interface Known {
  readonly leaf: Node;
  readonly result: Node;
  /** The true derivative is this number times the result. */
  readonly factor: number;
}

/** The derivative by each value and parameter, from the loss back to the input. */
function backward(loss: Node, parameters: readonly Node[], values: readonly Node[]): Part[] {
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
    const whole = local(slope, ({ leaf, factor: own }) => times(own / factor, leaf));
    const lines = linesOf(rewritings(whole, values), rulesBetween(value, paths), factor);
    let result = lines.at(-1)!.node;
    const [number, rest] = scaled(result) ?? [1, result];
    if (number !== 1) {
      const written = read(constant(number), anyExamples).text;
      lines.push({ node: rest, reasons: [factorOutside(written)], factor: factor * number });
      result = rest;
    }
    const own = { leaf: input(slope.name!, value.shape), result, factor: factor * number };
    const [before] = above;
    const inserts =
      before && above.length === 1 && isElementwiseIn(result, before.leaf) ? [before.leaf.name!] : [];
    for (const name of inserts)
      lines.push({ node: united(replaced(result, before!)), reasons: [inserted(name)], factor: own.factor });
    known.set(slope.name!, own);
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
  const walk = (node: Node): void => {
    if (node.cotangentOf !== undefined && node !== root) found.add(node.name!);
    else for (const one of node.inputs) walk(one);
  };
  walk(root);
  return [...found];
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

function replaced(root: Node, { leaf, result }: Known): Node {
  if (root.name === leaf.name) return unnamed(result);
  return contains(root, leaf)
    ? { ...root, inputs: root.inputs.map((one) => replaced(one, { leaf, result, factor: 1 })) }
    : root;
}

/** Leaves of one name become one leaf. */
const united = (node: Node): Node => simplify({ outputs: { node }, updates: [] }, []).graph.outputs.node!;

/** What the optimizer makes of the gradients: first what it remembers, then the parameters. */
function descent(
  parameters: readonly Node[],
  optimizer: Optimizer,
): Pick<Derivation, "start"> & { parts: Part[] } {
  const gradients = parameters.map(({ name, shape }) => input(`d${name}`, shape));
  const { updates, memories } = descend(optimizer, {}, parameters, gradients, "float64");
  const isParameter = ({ target }: Update) => parameters.some(({ name }) => name === target.name);
  const remembered = new Map(
    updates.filter((one) => !isParameter(one)).map(({ target, value }) => [value, `${target.name}_new`]),
  );
  const part = ({ target, value }: Update): Part => ({
    name: `${target.name}_new`,
    of: target.name!,
    role: "update",
    lines: [{ node: unnamed(withNames(value, remembered)), reasons: [optimizerStep], factor: 1 }],
  });
  return {
    parts: [...updates.filter((one) => !isParameter(one)), ...updates.filter(isParameter)].map(part),
    start: new Map([
      ["learningRate", rateAt(optimizer.learningRate, 0, 1)],
      ...memories.map(({ name, initial }): [string, number] => [name, initial]),
    ]),
  };
}

/** The same expression, in which nodes are written by the names that are given for them. */
function withNames(root: Node, names: ReadonlyMap<Node, string>): Node {
  const made = new Map<Node, Node>();
  for (const node of topological([root])) {
    const name = node === root ? undefined : names.get(node);
    const inputs = node.inputs.map((one) => made.get(one)!);
    made.set(node, { ...node, inputs, ...(name === undefined ? {} : { name }) });
  }
  return made.get(root)!;
}
