import type { FloatType } from "../base/dtype.ts";
import type { Shape } from "../base/shape.ts";
import { gradients } from "../grad/gradients.ts";
import { constant, input, named, ops } from "../graph/build.ts";
import type { Graph, Node } from "../graph/node.ts";
import { type Step, simplify } from "../simplify/simplify.ts";
import type { Clipping } from "./clip.ts";
import { descend, type Memory } from "./descend.ts";
import type { Loss } from "./losses/loss.ts";
import { weightedLoss } from "./losses/weighted.ts";
import { type Forward, forward, type Network } from "./network.ts";
import type { Optimizer } from "./optimizers/optimizer.ts";
import { type Penalty, penalty } from "./regularize.ts";

/** What the targets are: class labels, or numbers with so many columns. */
export type Targets =
  | { readonly kind: "labels"; readonly classes: number }
  | {
      readonly kind: "values";
      readonly width: number;
      /** Whether each row is known to sum to 1. */
      readonly distribution: boolean;
      /** Whether they name classes, so that an example can be right or wrong. */
      readonly classes: boolean;
      /** Whether an example may be of several classes or none: it is right where all of them are. */
      readonly multiLabel?: boolean;
    };

/** The data a step sees: all `examples` rows, or `batch` of them chosen by an index. */
export interface Feed {
  readonly dtype: FloatType;
  readonly examples: number;
  readonly batch: number;
  readonly targets: Targets;
  /** Whether each example has a weight in the loss. */
  readonly weighted: boolean;
}

export interface StepSettings extends Feed {
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly penalty: Penalty;
  readonly clipping: Clipping;
}

/** One training step as a graph. */
export interface TrainingStep {
  /** Outputs `loss` and `output`, `hits` for classes, and the gradients by name; updates for all that changes. */
  readonly graph: Graph;
  readonly forward: Forward;
  readonly memories: readonly Memory[];
  /** The identities used on the way: first for the loss, then for its derivative. */
  readonly log: readonly Step[];
}

/**
 * Gather the batch, forward, loss, backward, update: the graph that training runs and that explanations read.
 * Leaves: `data.X`, `data.Y`, `data.weights` and `batch` (or `X`, `Y`, `weights` for the whole data at once),
 * the parameters and states by name, what the optimizer remembers (`W1.velocity`), and `learningRate`.
 *
 * @throws ChainruleError that names the layer, loss or optimizer that does not fit
 *
 * @example
 * const { network } = mlp(2, dense(4, "tanh"), dense(1, "sigmoid"));
 * const { graph } = trainingStep(network, {
 *   dtype: "float64",
 *   examples: 400,
 *   batch: 400,
 *   targets: { kind: "values", width: 1, distribution: false, classes: true },
 *   weighted: false,
 *   loss: binaryCrossEntropy(),
 *   optimizer: sgd(1.2),
 *   penalty: { l1: 0, l2: 0 },
 *   clipping: {},
 * });
 * express(graph.outputs.output); // "1 / (1 + exp(-Z2))"
 * express(graph.outputs.dW2); // "(1/400) * (A1^T @ dZ2)"
 */
export function trainingStep(network: Network, settings: StepSettings): TrainingStep {
  const { x, y, weights } = leaves(network, settings);
  const pass = forward(network, x, { training: true, dtype: settings.dtype });
  const targets = asOutputs(y, pass.output, settings);
  const parameters = pass.parameters.map(({ node }) => node);
  const cost = named(
    "loss",
    ops.add(
      weightedLoss(settings.loss, pass.output, targets, weights),
      penalty(settings.penalty, parameters, settings.dtype),
    ),
  );
  const forwardGraph = simplify({ outputs: { output: pass.output, loss: cost }, updates: pass.updates });
  const { output, loss } = forwardGraph.graph.outputs as { output: Node; loss: Node };
  const slopes = gradients(loss, parameters);
  const backward = simplify({
    outputs: {
      output,
      loss,
      ...Object.fromEntries(slopes.map((slope, i) => [`d${parameters[i]!.name}`, slope])),
    },
    updates: forwardGraph.graph.updates,
  });
  const descent = descend(
    settings.optimizer,
    settings.clipping,
    parameters,
    parameters.map(({ name }) => backward.graph.outputs[`d${name}`]!),
    settings.dtype,
  );
  const hits = countHits(backward.graph.outputs.output!, y, settings);
  const whole = simplify(
    {
      outputs: { ...backward.graph.outputs, ...(hits && { hits }) },
      updates: [...backward.graph.updates, ...descent.updates],
    },
    [],
  );
  return {
    graph: whole.graph,
    forward: pass,
    memories: descent.memories,
    log: [...forwardGraph.log, ...backward.log],
  };
}

/** The forward pass alone, for prediction: leaf `X` (batch, features), output `output`. */
export function predictionGraph(network: Network, batch: number, dtype: FloatType): Graph {
  const x = input("X", [batch, network.features], dtype);
  const { output } = forward(network, x, { training: false, dtype });
  return simplify({ outputs: { output }, updates: [] }).graph;
}

/** Prediction and loss without training: leaves as in a training step, outputs `output`, `loss`, `hits`. */
export function evaluationGraph(network: Network, settings: Feed & { readonly loss: Loss }): Graph {
  const { x, y, weights } = leaves(network, settings);
  const { output } = forward(network, x, { training: false, dtype: settings.dtype });
  const loss = weightedLoss(settings.loss, output, asOutputs(y, output, settings), weights);
  const hits = countHits(output, y, settings);
  return simplify({ outputs: { output, loss, ...(hits && { hits }) }, updates: [] }).graph;
}

function leaves(network: Network, { dtype, examples, batch, targets, weighted }: Feed) {
  const rows = batch < examples ? input("batch", [batch], "int32") : undefined;
  const leaf = (name: string, shape: Shape, type: "int32" | FloatType, distribution = false): Node => {
    if (!rows) return input(name, shape, type, { distribution });
    return named(name, ops.gatherRows(input(`data.${name}`, shape, type, { distribution }), rows));
  };
  return {
    x: leaf("X", [examples, network.features], dtype),
    y:
      targets.kind === "labels"
        ? leaf("Y", [examples], "int32")
        : leaf("Y", [examples, targets.width], dtype, targets.distribution),
    weights: weighted ? leaf("weights", [examples], dtype) : undefined,
  };
}

/** Labels as rows of 0 and 1, as wide as the output. */
const asOutputs = (y: Node, output: Node, { targets, dtype }: Feed): Node =>
  targets.kind === "labels" ? ops.oneHot(y, { classes: output.shape[1]!, dtype }) : y;

/** Whether targets name classes, so that an example can be right or wrong. */
export const classifies = (targets: Targets): boolean => targets.kind === "labels" || targets.classes;

/** How many examples of the batch are classified right; undefined for a regression. */
function countHits(output: Node, y: Node, { targets, dtype }: Feed): Node | undefined {
  if (!classifies(targets)) return undefined;
  if (targets.kind === "labels") return count(ops.equal(ops.argmax(output), y), dtype);
  const agrees = ops.equal(indicator(ops.lessEqual(0.5, output), dtype), y);
  if (targets.width === 1) return count(agrees, dtype);
  if (!targets.multiLabel) return count(ops.equal(ops.argmax(output), ops.argmax(y)), dtype);
  return count(
    ops.equal(ops.sum(indicator(agrees, dtype), { axes: [1], keepdims: true }), targets.width),
    dtype,
  );
}

const indicator = (condition: Node, dtype: FloatType): Node => ops.select(condition, constant(1, dtype), 0);
const count = (condition: Node, dtype: FloatType): Node => ops.sum(indicator(condition, dtype));
