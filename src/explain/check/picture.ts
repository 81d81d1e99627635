import { gradients } from "../../grad/gradients.ts";
import { input, named, ops } from "../../graph/build.ts";
import { type Node, topological, type Update } from "../../graph/node.ts";
import { descend } from "../../nn/descend.ts";
import { lossKind } from "../../nn/losses/index.ts";
import type { Loss, LossKind } from "../../nn/losses/loss.ts";
import { weightedLoss } from "../../nn/losses/weighted.ts";
import { forward, type Network } from "../../nn/network.ts";
import type { Optimizer } from "../../nn/optimizers/optimizer.ts";
import { scaled } from "../../simplify/match.ts";
import { simplify } from "../../simplify/simplify.ts";

/** What a value is for: given from outside, or the part of the step that computes it. */
export type Role = "given" | "forward" | "loss" | "error" | "gradient" | "update";

/** A value of the step. */
export interface Quantity {
  readonly name: string;
  readonly role: Role;
  /** With one example a row, as Chainrule computes. */
  readonly shape: readonly number[];
  /** As texts have it first (`dZ2 = A2 - Y`), then as the chain rule alone gives it (`dZ2 = dA2 * g'(Z2)`). */
  readonly definitions: readonly Node[];
  /** The names this one is computed from, directly or not. */
  readonly ancestors: ReadonlySet<string>;
}

/** One training step for the check: every named value, in the order in which it is computed. */
export interface Picture {
  readonly network: Network;
  readonly examples: number;
  readonly loss: LossKind;
  readonly quantities: ReadonlyMap<string, Quantity>;
  /** The value that a node of a definition stands for, and how many times it: the `dZ2` of texts is m times the derivative. */
  readonly known: ReadonlyMap<Node, { readonly name: string; readonly times: number }>;
  readonly parameters: readonly Node[];
  readonly output: Node;
  /** Leaves that start at the same number everywhere: what an optimizer remembers, running means. */
  readonly initial: ReadonlyMap<string, number>;
}

/** Values by name, in the order in which they are computed. */
type Named = Map<string, Node>;

/**
 * Builds the step for so many examples. It is built twice: simplified, as training runs it and texts derive it, and
 * as the chain rule alone has it, where every value has a name (`dA2` vanishes from the first).
 */
export function pictureOf(
  network: Network,
  examples: number,
  settings: { readonly loss: Loss; readonly optimizer: Optimizer },
): Picture {
  const dtype = "float64";
  const kind = lossKind(settings.loss.name);
  const x = input("X", [examples, network.features], dtype);
  const pass = forward(network, x, { training: true, dtype });
  const distribution = kind.targets === "distribution";
  const y = input("Y", [examples, pass.output.shape[1]!], dtype, { distribution });
  const loss = named("loss", weightedLoss(settings.loss, pass.output, y, undefined));
  const parameters = pass.parameters.map(({ node }) => node);
  const inner = topological([loss]).filter(
    (node) => node.name !== undefined && node.op.kind !== "input" && node !== loss,
  );

  const wrt = backwardOrder(parameters, inner);
  const direct = gradients(loss, wrt);
  const chained: Named = new Map([...inner, loss].map((node) => [node.name!, node]));
  wrt.forEach((node, i) => void chained.set(`d${node.name}`, direct[i]!));
  const memories = addUpdates(chained, parameters, settings.optimizer);

  const textbook = simplified(loss, pass.output, parameters);
  addUpdates(textbook, parameters, settings.optimizer);

  const nameOf = new Map([...chained].map(([name, node]) => [node, name]));
  const leaves = topological([...chained.values()]).filter(({ op }) => op.kind === "input");
  for (const leaf of leaves) nameOf.set(leaf, leaf.name!);
  const ancestors = namesBefore([...chained.values()], nameOf);
  const quantity = (name: string, node: Node): Quantity => ({
    name,
    role: roleOf(name, node, parameters),
    shape: node.shape,
    definitions: [textbook.get(name), chained.get(name)].filter((one) => one !== undefined),
    ancestors: ancestors.get(node)!,
  });
  return {
    network,
    examples,
    loss: kind,
    quantities: new Map(
      [...leaves.map((leaf) => [leaf.name!, leaf] as const), ...chained].map(([name, node]) => [
        name,
        quantity(name, node),
      ]),
    ),
    known: knownNodes([chained, textbook], leaves),
    parameters,
    output: pass.output,
    initial: new Map([
      ...memories.map(({ name, initial }) => [name, initial] as const),
      ...pass.states.map(({ node, initial }) => [node.name!, initial] as const),
    ]),
  };
}

/** For each node the names of those it is computed from. */
function namesBefore(roots: readonly Node[], nameOf: ReadonlyMap<Node, string>): Map<Node, Set<string>> {
  const before = new Map<Node, Set<string>>();
  for (const node of topological(roots)) {
    const names = new Set<string>();
    for (const input of node.inputs) {
      const own = nameOf.get(input);
      if (own !== undefined) names.add(own);
      for (const name of before.get(input)!) names.add(name);
    }
    before.set(node, names);
  }
  return before;
}

/** The values in the order in which cotangents reach them, each followed by the parameters that enter it directly. */
function backwardOrder(parameters: readonly Node[], inner: readonly Node[]): Node[] {
  const before = namesBefore(inner, new Map(parameters.map((node) => [node, node.name!])));
  const firstUse = ({ name }: Node) => inner.find((node) => before.get(node)!.has(name!));
  return inner.toReversed().flatMap((node) => [node, ...parameters.filter((p) => firstUse(p) === node)]);
}

/**
 * The same values as training computes them: the forward pass simplified, then its derivative. Those error terms are
 * asked for that this derivative still has a name for, to learn the number in front of each.
 */
function simplified(whole: Node, last: Node, parameters: readonly Node[]): Named {
  const pass = simplify({ outputs: { output: last, loss: whole }, updates: [] }).graph;
  const loss = pass.outputs.loss!;
  const slopes = (wrt: readonly Node[]) => {
    const nodes = gradients(loss, wrt);
    const named = Object.fromEntries(wrt.map(({ name }, i) => [`d${name}`, nodes[i]!]));
    return simplify({ outputs: { ...pass.outputs, ...named }, updates: [] }).graph.outputs;
  };
  const seen = namesOf(Object.values(slopes(parameters)));
  const inner = topological([loss]).filter(({ name, op }) => op.kind !== "input" && seen.has(`d${name}`));
  const { output, ...outputs } = slopes([...parameters, ...inner]);
  const values: Named = new Map();
  for (const node of topological([output!, ...Object.values(outputs)]))
    if (node.name !== undefined && node.cotangentOf === undefined && node.op.kind !== "input")
      values.set(node.name, node);
  for (const [name, node] of Object.entries(outputs)) values.set(name, node);
  return values;
}

/** Adds what the optimizer makes of the gradients: `W1_new`, and `W1_change`, by which it differs from W1. */
function addUpdates(values: Named, parameters: readonly Node[], optimizer: Optimizer) {
  const slopes = parameters.map(({ name }) => values.get(`d${name}`)!);
  const { updates, memories } = descend(optimizer, {}, parameters, slopes, "float64");
  const moved = ({ target }: Update) => parameters.includes(target);
  for (const { value } of updates.filter(moved)) values.set(value.name!, value);
  for (const { target, value } of updates.filter(moved))
    values.set(`${target.name}_change`, ops.sub(value, target));
  return memories;
}

/** What stands behind each node of the definitions that has a name. */
function knownNodes(
  graphs: readonly Named[],
  leaves: readonly Node[],
): Map<Node, { name: string; times: number }> {
  const known = new Map(leaves.map((leaf) => [leaf, { name: leaf.name!, times: 1 }]));
  for (const [name, node] of graphs.flatMap((graph) => [...graph])) {
    known.set(node, { name, times: 1 });
    const [number, rest] = scaled(node) ?? [];
    // The number of a cotangent stands in front of a node that has kept its name: dZ2 in (1/m) dZ2.
    if (rest?.cotangentOf !== undefined && rest.name === name) known.set(rest, { name, times: 1 / number! });
  }
  return known;
}

const namesOf = (roots: Iterable<Node>): Set<string> =>
  new Set(topological([...roots]).flatMap(({ name }) => name ?? []));

function roleOf(name: string, node: Node, parameters: readonly Node[]): Role {
  if (node.op.kind === "input") return "given";
  if (name === "loss") return "loss";
  if (/_(new|change)$/.test(name)) return "update";
  if (parameters.some((parameter) => name === `d${parameter.name}`)) return "gradient";
  return node.cotangentOf === undefined ? "forward" : "error";
}
