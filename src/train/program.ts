import { remembered } from "../base/remember.ts";
import type { Sequence } from "../compile/sequence.ts";
import type { Graph } from "../graph/node.ts";
import type { Network } from "../nn/network.ts";
import {
  evaluationGraph,
  predictionGraph,
  type StepSettings,
  type TrainingStep,
  trainingStep,
} from "../nn/step.ts";

/** A training step, and what of it runs. */
export interface PreparedStep extends TrainingStep {
  /**
   * Loss, hits and updates alone: the gradients are no outputs, so that they need no arrays of their own.
   */
  readonly running: Graph;
}

/** The step of a network. Like the two graphs below made once for networks and settings that are the same. */
export const preparedStep = remembered((network: Network, settings: StepSettings): PreparedStep => {
  const step = trainingStep(network, settings);
  const { loss, hits } = step.graph.outputs;
  const outputs = { loss: loss!, ...(hits && { hits }) };
  return { ...step, running: { outputs, updates: step.graph.updates } };
});

export const preparedEvaluation = remembered(evaluationGraph);
export const preparedPrediction = remembered(predictionGraph);

/** How steps run: the loss guards the updates, and is kept for each step, as the hits are. */
export const sequenceOf = ({ outputs }: Graph, streams: readonly string[], capacity: number): Sequence => ({
  capacity,
  streams,
  records: Object.keys(outputs),
  guard: "loss",
});
