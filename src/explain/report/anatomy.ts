import { gradients } from "../../grad/gradients.ts";
import { ops } from "../../graph/build.ts";
import { type Node, topological } from "../../graph/node.ts";
import type { TrainingStep } from "../../nn/step.ts";
import { dependencies } from "../trace/roles.ts";

/** A scalar function within a layer: `to` is a function of `from`, the same at every place. */
export interface ScalarFunction {
  readonly from: Node;
  readonly to: Node;
  /** Its derivative g' at every place. */
  readonly slope: Node;
}

/** The nodes of one layer with weights, as they stand in the graph that trains. */
export interface LayerNodes {
  readonly weights: Node;
  readonly bias: Node | undefined;
  /** What the weights multiply. */
  readonly input: Node;
  /** `Z1`: the linear part. */
  readonly linear: Node;
  /** `dZ1`; undefined where no derivative comes back at all. */
  readonly error: Node | undefined;
  readonly gradients: readonly Node[];
  readonly activation: ScalarFunction | undefined;
  /**
   * What a change of `linear` is multiplied by on its way to the next weights, element by element; undefined after the
   * last layer, and where places mix on the way, as in a normalization.
   */
  readonly passed: Node | undefined;
}

/** The layers of a training step in their order, found by what is multiplied with parameters. */
export function layersOf({ graph, forward }: Pick<TrainingStep, "graph" | "forward">): LayerNodes[] {
  const { output } = graph.outputs as { output: Node };
  const order = topological([output]);
  const names = new Set(forward.parameters.map(({ node }) => node.name));
  const isParameter = (node: Node) => node.op.kind === "input" && names.has(node.name);
  const products = order.filter(
    ({ op, inputs, shape }) => op.kind === "contraction" && shape.length === 2 && isParameter(inputs[1]!),
  );
  const cotangents = new Map(
    topological(Object.values(graph.outputs)).flatMap((node) =>
      node.cotangentOf === undefined ? [] : [[node.cotangentOf, node] as const],
    ),
  );
  return products.flatMap((product, i) => {
    const [input, weights] = product.inputs as readonly [Node, Node];
    const linear = order.find((node) => node.name !== undefined && reaches(node, product));
    if (!linear) return [];
    const next = products[i + 1]?.inputs[0];
    const bias = dependencies(linear).find(
      (node) => isParameter(node) && node.shape.length === 1 && node.shape[0] === weights.shape[1],
    );
    return [
      {
        weights,
        bias,
        input,
        linear,
        error: cotangents.get(linear.name!),
        gradients: [weights, bias].flatMap((one) => (one ? [graph.outputs[`d${one.name}`]!] : [])),
        activation: activationAfter(linear, topological([next ?? output])),
        passed: next && isElementwise(next, linear) ? slopeOf(next, linear) : undefined,
      },
    ];
  });
}

/** Whether a node is made of another one without a named one between them. */
const reaches = (node: Node, other: Node): boolean =>
  node.inputs.some((input) => input === other || (input.name === undefined && reaches(input, other)));

/** The first scalar function of a named value on the way from a layer's linear part. */
function activationAfter(linear: Node, order: readonly Node[]): ScalarFunction | undefined {
  const after = dependentsOf(linear, order);
  for (const to of order) {
    const [from, another] = to.name === undefined || to === linear ? [] : dependencies(to);
    if (from && !another && after.has(to) && after.has(from) && isScalar(to, from))
      return { from, to, slope: slopeOf(to, from) };
  }
  return undefined;
}

function dependentsOf(node: Node, order: readonly Node[]): Set<Node> {
  const found = new Set([node]);
  for (const one of order) if (one.inputs.some((input) => found.has(input))) found.add(one);
  return found;
}

/** Whether `to` is computed from `from` and constants alone, element by element. */
const isScalar = (to: Node, from: Node): boolean =>
  to === from ||
  to.op.kind === "constant" ||
  (to.op.kind === "view" && to.inputs.every((input) => input.op.kind === "constant")) ||
  (to.op.kind === "elementwise" && to.inputs.every((input) => isScalar(input, from)));

/** Whether every place of `to` depends on the same place of `from` alone, among those of `from`. */
function isElementwise(to: Node, from: Node): boolean {
  const dependents = dependentsOf(from, topological([to]));
  return dependents.has(to) && [...dependents].every(({ op }, i) => i === 0 || op.kind === "elementwise");
}

const slopeOf = (to: Node, from: Node): Node => gradients(ops.sum(to), [from])[0]!;
