import { isFloat, type TypedArray } from "../../base/dtype.ts";
import { gradients } from "../../grad/gradients.ts";
import { apply, input, ops } from "../../graph/build.ts";
import { evaluator } from "../../graph/evaluate.ts";
import { express } from "../../graph/express.ts";
import { inputsOf, type Node, topological } from "../../graph/node.ts";
import { largest } from "../../nn/vectors.ts";
import { table } from "../../op/index.ts";
import { type Step, simplify } from "../../simplify/simplify.ts";
import { checkSlopes, type ElementCheck } from "./check.ts";
import type { Leaves } from "./probe.ts";

/** What is wrong where a gradient is: the derivative of an op, or a rule of the simplifier. */
export interface Culprit {
  readonly kind: "op" | "rule";
  /** The op or the rule. */
  readonly name: string;
  /** Where it stands: `A1 = tanh(Z1)`. */
  readonly at: string;
  /** For an op, the argument its derivative is wrong by, and the element that is most wrong. */
  readonly argument?: string;
  readonly analytic: number;
  readonly numeric: number;
}

/** Elements of an argument that are looked at. */
const most = 12;

/**
 * Checks the derivative of each op on the way from the loss to the parameters by itself, at the values it has there,
 * and each rule that simplified the graph by what it made equal to what.
 */
export function findCulprits(
  loss: Node,
  parameters: readonly string[],
  log: readonly Step[],
  leaves: Leaves,
): Culprit[] {
  const order = topological([loss]);
  const run = evaluator({ outputs: { loss }, updates: [] });
  for (const [name, values] of leaves) run.bind(name, values);
  run.run();
  const active = new Set<Node>();
  const culprits = new Map<string, Culprit>();
  for (const node of order) {
    if (parameters.includes(node.name ?? "") && node.op.kind === "input") active.add(node);
    const from = node.inputs.filter((one) => active.has(one));
    if (from.length === 0 || !isFloat(node.dtype) || node.op === table.stopGradient) continue;
    active.add(node);
    const found = culpritAt(node, from, (one) => run.valueOf(one));
    if (found && !culprits.has(found.name)) culprits.set(found.name, found);
  }
  return culprits.size > 0 ? [...culprits.values()] : wrongRules(log, leaves);
}

/** The derivative of one op against differences of its value, weighted by random numbers. */
function culpritAt(
  node: Node,
  from: readonly Node[],
  values: (node: Node) => TypedArray,
): Culprit | undefined {
  const { op, attributes, inputs } = node;
  const args = inputs.map((one, i) => input(`${op.args[i]}`, one.shape, one.dtype));
  const value = apply(op, args, attributes);
  const weights = Float64Array.from(values(node), (_, i) => 1 + ((i * 7) % 5) / 4);
  const scalar = ops.sum(ops.mul(input("cotangent", value.shape), value));
  const wrt = args.filter((_, i) => from.includes(inputs[i]!));
  const slopes = gradients(scalar, wrt);
  const checks = checkSlopes({
    loss: scalar,
    slopes: new Map(wrt.map(({ name }, i) => [name!, slopes[i]!])),
    leaves: new Map([
      ["cotangent", weights],
      ...args.map(({ name }, i): [string, Float64Array | Int32Array] => [name!, copyOf(values(inputs[i]!))]),
    ]),
    tolerance: 1e-5,
    most,
    seed: 0,
  });
  const failed = checks.filter(({ verdict }) => verdict === "failed");
  const [first] = failed.sort((a, b) => (b.worst as ElementCheck).error - (a.worst as ElementCheck).error);
  if (!first) return undefined;
  const { analytic, numeric } = first.worst!;
  const at = node.name === undefined ? express(node) : `${node.name} = ${express(node)}`;
  return { kind: "op", name: op.name, at, argument: first.name, analytic, numeric };
}

const copyOf = (values: TypedArray): Float64Array | Int32Array =>
  values instanceof Int32Array ? values.slice() : Float64Array.from(values as Float64Array);

/** Rules whose two sides are not equal. */
function wrongRules(log: readonly Step[], leaves: Leaves): Culprit[] {
  const pairs = Object.fromEntries(
    log.flatMap(({ before, after }, i) => [
      [`before ${i}`, before],
      [`after ${i}`, after],
    ]),
  );
  const graph = simplify({ outputs: pairs, updates: [] }, []).graph;
  const run = evaluator(graph);
  for (const { name } of inputsOf(graph)) if (leaves.has(name!)) run.bind(name!, leaves.get(name!)!);
  run.run();
  return log.flatMap(({ rule, before, after }, i): Culprit[] => {
    const [left, right] = [`before ${i}`, `after ${i}`].map((key) => run.valueOf(graph.outputs[key]!)) as [
      TypedArray,
      TypedArray,
    ];
    const size = Math.max(1e-12, largest(left));
    const place = Array.from(left).findIndex((x, k) => Math.abs(Number(x) - Number(right[k])) > 1e-6 * size);
    if (place < 0) return [];
    const at = `${express(before)} = ${express(after)}`;
    return [
      { kind: "rule", name: rule.name, at, analytic: Number(right[place]), numeric: Number(left[place]) },
    ];
  });
}
