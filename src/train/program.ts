import type { Sequence } from "../compile/sequence.ts";
import type { Graph } from "../graph/node.ts";

/** The steps of a run as a backend takes them: what is computed, and how many steps at a time. */
export interface StepProgram {
  readonly graph: Graph;
  readonly sequence: Sequence;
}

/**
 * What training needs of a step's graph: the loss, which guards the updates, and the hits, kept for each step. The
 * gradients are no outputs, so that they need no array of their own.
 *
 * @param capacity steps that can be taken in one call
 */
export function stepProgram({ outputs, updates }: Graph, capacity: number): StepProgram {
  const { loss, hits } = outputs;
  return {
    graph: { outputs: { loss: loss!, ...(hits ? { hits } : {}) }, updates },
    sequence: {
      capacity,
      streams: ["batch", "learningRate", "dropout.step"],
      records: hits ? ["loss", "hits"] : ["loss"],
      guard: "loss",
    },
  };
}
