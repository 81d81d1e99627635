import { gradients } from "../../grad/gradients.ts";
import { input, ops } from "../../graph/build.ts";
import { type Node, topological, type Update } from "../../graph/node.ts";
import type { Memory } from "../../nn/descend.ts";
import { lossKind } from "../../nn/losses/index.ts";
import { forward } from "../../nn/network.ts";
import { simplify } from "../../simplify/simplify.ts";
import { gradientName } from "./names.ts";
import type { BatchSize, Rule, Setup } from "./setup.ts";

/** The nodes of a forward and a backward pass over a batch, by the names a trace has for them, in their order. */
export interface Pass {
  readonly values: ReadonlyMap<string, Node>;
  readonly loss: Node;
  /** From the last layer to the first, as they are computed. */
  readonly gradients: ReadonlyMap<string, Node>;
  readonly statistics: ReadonlyMap<string, Node>;
}

/** Leaves: `X`, `Y`, the parameters and the running statistics. */
export function passOf(setup: Setup, size: BatchSize, recorded: (name: string) => boolean): Pass {
  const { features } = setup.means.network;
  const x = input("X", [size.examples, features]);
  const own = forward({ features, layers: setup.layers }, x, { training: true, dtype: "float64" });
  const [output, ...news] = replaced([own.output, ...own.updates.map(({ value }) => value)], setup.node);
  const distribution = lossKind(setup.means.loss.name).targets === "distribution";
  const y = input("Y", [...own.output.shape], "float64", { distribution });
  const parameters = own.parameters.map(({ node }) => node);
  const data = setup.loss(setup.outputs(output!), y, size);
  const penalty = setup.penalty(parameters, size);
  const statistics = statisticsOf(
    setup,
    own.updates.map(({ target }, i) => ({ target, value: news[i]! })),
    size,
  );
  const names = topological([output!]).filter(
    ({ op, name }) => op.kind !== "input" && name && recorded(name),
  );
  const first = simplify({
    outputs: {
      total: ops.add(data, penalty),
      loss: setup.stated(data, penalty),
      ...Object.fromEntries(names.map((node) => [node.name!, node])),
      ...(recorded("output") ? { output: output! } : {}),
    },
    updates: statistics,
  }).graph;
  const { total, loss, ...values } = first.outputs;
  const slopes = gradients(total!, parameters);
  const whole = simplify({
    outputs: {
      ...values,
      "parity.loss": loss!,
      ...Object.fromEntries(parameters.map(({ name }, i) => [gradientName(name!), slopes[i]!])),
    },
    updates: first.updates,
  }).graph;
  const backward = parameters.map(({ name }) => gradientName(name!)).reverse();
  return {
    values: new Map(Object.keys(values).map((name) => [name, whole.outputs[name]!])),
    loss: whole.outputs["parity.loss"]!,
    gradients: new Map(backward.map((name) => [name, whole.outputs[name]!])),
    statistics: new Map(whole.updates.map(({ target, value }) => [target.name!, value])),
  };
}

function statisticsOf(
  { layers, statistic }: Setup,
  updates: readonly Update[],
  { examples }: BatchSize,
): Update[] {
  const momenta = layers.filter(({ type }) => type === "batchNorm").map(({ momentum }) => momentum as number);
  let norm = -1;
  return updates.map(({ target, value }) => {
    if (target.name!.startsWith("mean")) norm++;
    const change = { name: target.name!, old: target, now: value, momentum: momenta[norm]!, examples };
    return { target, value: statistic(change) };
  });
}

/** The graph with other nodes in place of some. What is above them is built anew; the rest stays. */
function replaced(roots: readonly Node[], instead: Setup["node"]): Node[] {
  const news = new Map<Node, Node>();
  for (const node of topological(roots)) {
    const inputs = node.inputs.map((one) => news.get(one)!);
    const same = inputs.every((one, i) => one === node.inputs[i]);
    news.set(node, instead(same ? node : { ...node, inputs }));
  }
  return roots.map((root) => news.get(root)!);
}

/** The nodes of an update. */
export interface Move {
  readonly parameters: ReadonlyMap<string, Node>;
  /** New values of what the rule remembers. */
  readonly memory: ReadonlyMap<string, Node>;
  readonly memories: readonly Memory[];
}

/** Leaves: the parameters and their gradients, clipped, by name, what the rule remembers, and `learningRate`. */
export function moveOf(setup: Setup, shapes: ReadonlyMap<string, readonly number[]>): Move {
  const memories: Memory[] = [];
  const memory = new Map<string, Node>();
  const remember = (name: string, shape: readonly number[], initial: number): Node => {
    memories.push({ name, shape, initial });
    return input(name, shape);
  };
  const learningRate = input("learningRate", []);
  const scalars: Record<string, Node> = {};
  for (const [name, { initial, next }] of Object.entries(
    setup.rule.kind.scalars?.(setup.rule.settings) ?? {},
  )) {
    scalars[name] = remember(`scalar.${name}`, [], initial);
    memory.set(`scalar.${name}`, next(scalars[name]));
  }
  const parameters = new Map<string, Node>();
  for (const name of shapes.keys()) {
    const parameter = input(name, shapes.get(name)!);
    const gradient = input(gradientName(name), parameter.shape);
    const { kind, settings }: Rule = setup.ruleOf(name, setup.rule);
    const slots = Object.fromEntries(
      kind.slots(settings).map((slot) => [slot, remember(`${name}.${slot}`, parameter.shape, 0)]),
    );
    const next = kind.update({ parameter, gradient, learningRate, slots, scalars, settings });
    parameters.set(name, setup.frozen(name) ? parameter : next.parameter);
    for (const [slot, value] of Object.entries(next.slots)) memory.set(`${name}.${slot}`, value);
  }
  return { parameters, memory, memories };
}
