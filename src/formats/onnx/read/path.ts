import type { NDArray } from "../../../array/ndarray.ts";
import { fail } from "../../../base/error.ts";
import type { Activation } from "../../../nn/activations.ts";
import type { Constants } from "./constants.ts";
import { type Graph, operatorName } from "./graph.ts";
import { match } from "./match.ts";
import { operators } from "./operators.ts";
import { activationPatterns, bothClasses, normPatterns } from "./patterns.ts";
import { type Node, nodeName, refuseNode, shortened } from "./refuse.ts";

/** One step from the input to the output: an operator, or a known group of them. */
export type Step =
  | { readonly kind: "activation"; readonly node: Node; readonly activation: Activation }
  | {
      readonly kind: "norm";
      readonly node: Node;
      /** gamma, beta, epsilon; of a batch norm mean and variance too. */
      readonly constants: Readonly<Record<string, NDArray>>;
    }
  | {
      readonly kind: "operator";
      readonly node: Node;
      /** The constant inputs by their place; undefined where the data comes in, or an optional one is left out. */
      readonly inputs: readonly (NDArray | undefined)[];
      readonly dataAt: number;
    };

/**
 * The steps from the input of a graph to its output, found from its end. What leads elsewhere is passed over.
 *
 * @throws ChainruleError `data` for an operator that is not known, one with two inputs that are computed, a tensor that
 * nothing gives, or a circle
 */
export function pathOf(
  graph: Graph,
  constants: Constants,
): { readonly steps: Step[]; readonly notes: string[] } {
  const { who, producers, input, output } = graph;
  const steps: Step[] = [];
  const notes: string[] = [];
  const seen = new Set<string>();
  const both = match(graph, constants, output.name, bothClasses);
  if (both)
    notes.push("Of the probabilities of two classes, the second is the output: the first is 1 less it.");
  let at = both?.z ?? output.name;
  while (at !== input.name) {
    const node = producers.get(at);
    if (!node)
      return fail("data", {
        who,
        expected: `a tensor "${shortened(at)}" that a node gives`,
        got: graph.initializers.has(at) ? "a constant" : "none",
      });
    if (seen.has(at)) refuseNode(node, who, "nodes without a circle", "one in a circle");
    seen.add(at);
    const [step, from] = stepTo(at, node);
    steps.push(step);
    at = from;
  }
  return { steps: steps.reverse(), notes };

  function stepTo(name: string, node: Node): readonly [step: Step, from: string] {
    for (const [activation, pattern] of activationPatterns) {
      const found = match(graph, constants, name, pattern);
      if (found) return [{ kind: "activation", node, activation }, found.z];
    }
    for (const pattern of normPatterns) {
      const found = match(graph, constants, name, pattern);
      if (found) return [{ kind: "norm", node, constants: found.constants }, found.z];
    }
    if (!Object.hasOwn(operators, operatorName(node))) unknown(node);
    if (node.output[0] !== name) refuseNode(node, who, "its first output to be used", `"${shortened(name)}"`);
    const inputs = node.input.map((one) => (one === "" ? undefined : constants.of(one)));
    const computed = node.input.flatMap((one, i) => (one !== "" && !inputs[i] ? [i] : []));
    const [dataAt, another] = computed;
    if (dataAt === undefined)
      refuseNode(node, who, "an input that depends on the network's", "constants alone");
    if (another !== undefined)
      refuseNode(
        node,
        who,
        "one input that is computed, as layers are in sequence",
        `${computed.length}`,
        "Branches, such as residual connections, are not read.",
      );
    return [{ kind: "operator", node, inputs, dataAt: dataAt! }, node.input[dataAt!]!];
  }

  function unknown(node: Node): never {
    return fail("data", {
      who: nodeName(node, who),
      expected: `an operator that layers are made of (${Object.keys(operators).join(", ")})`,
      got: shortened(operatorName(node)),
      fix: advice[node.opType] ?? "Export the network without it.",
    });
  }
}

/** What to do about operators that networks end in or begin with. */
const advice: Readonly<Record<string, string>> = {
  LogSoftmax: "Export the network without its last layer: it gives logits then.",
  ArgMax: "Export the network without it: it gives probabilities then.",
  Conv: "Only layers over rows of numbers are read.",
};
