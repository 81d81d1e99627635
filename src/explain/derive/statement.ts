import { gradients } from "../../grad/gradients.ts";
import { apply, constant, input, named } from "../../graph/build.ts";
import { type Node, topological } from "../../graph/node.ts";
import { lossKind } from "../../nn/losses/index.ts";
import type { Loss } from "../../nn/losses/loss.ts";
import { weightedLoss } from "../../nn/losses/weighted.ts";
import { forward, type Network } from "../../nn/network.ts";
import { overExamples } from "../formula/number.ts";

/**
 * How many examples stand for "m of them": a prime that is no width of a layer, so that an axis of this length, and a
 * number with this denominator, can only come from the examples.
 */
export const anyExamples = 1_000_003;

/** A network and its loss as they are defined, over `m` examples, float64. */
export interface Statement {
  readonly output: Node;
  readonly loss: Node;
  readonly parameters: readonly Node[];
  readonly x: Node;
  readonly y: Node;
}

export function state(network: Network, chosen: Loss): Statement {
  const x = input("X", [anyExamples, network.features]);
  const made = forward(network, x, { training: true, dtype: "float64" });
  const now = withNamedMasks(made.output);
  const output = now(made.output);
  const distribution = lossKind(chosen.name).targets === "distribution";
  const y = input("Y", [anyExamples, output.shape[1]!], "float64", { distribution });
  const loss = named("loss", weightedLoss(chosen, output, y));
  return { output, loss, parameters: made.parameters.map(({ node }) => now(node)), x, y };
}

/** A mask is drawn once and used both ways, so it needs a name to be written by. */
function withNamedMasks(output: Node): (node: Node) => Node {
  const made = new Map<Node, Node>();
  let masks = 0;
  for (const node of topological([output])) {
    const name = node.op.kind === "counter" ? { name: `mask${++masks}` } : {};
    made.set(node, { ...node, ...name, inputs: node.inputs.map((one) => made.get(one)!) });
  }
  return (node) => made.get(node)!;
}

/** All derivatives of the loss by name, as reverse mode builds them: nothing simplified, no factor moved. */
export function plainDerivatives({
  loss,
  parameters,
}: Pick<Statement, "loss" | "parameters">): ReadonlyMap<string, Node> {
  const slopes = gradients(loss, parameters);
  const inner = topological(slopes).filter(
    (node) => node.cotangentOf !== undefined && node.name !== undefined,
  );
  const all = [...inner, ...slopes.map((slope, i) => ({ ...slope, name: `d${parameters[i]!.name}` }))];
  return new Map(all.map((node) => [node.name!, node]));
}

/** A number of the graph over {@link anyExamples} as it is over `m`: 1/m for 1/{@link anyExamples}. */
export function numberOver(value: number, m: number): number {
  const share = overExamples(value, anyExamples);
  return share ? share.p / (share.q * m) : value;
}

/** The same graph over `m` examples. */
export function withExamples(roots: readonly Node[], m: number): Node[] {
  const made = new Map<Node, Node>();
  const size = (d: number) => (d === anyExamples ? m : d);
  const remake = (node: Node): Node => {
    const { op, attributes, shape, dtype } = node;
    if (op.kind === "input") return { ...node, shape: shape.map(size) };
    if (op.kind === "constant") return constant(numberOver(attributes.value as number, m), dtype);
    const fitted = Object.fromEntries(
      Object.entries(attributes).map(([key, value]) => [key, Array.isArray(value) ? value.map(size) : value]),
    );
    const fresh = apply(
      op,
      node.inputs.map((one) => made.get(one)!),
      fitted,
    );
    return node.name === undefined ? fresh : { ...fresh, name: node.name };
  };
  for (const node of topological(roots)) made.set(node, remake(node));
  return roots.map((root) => made.get(root)!);
}
