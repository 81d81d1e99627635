import { evaluator } from "../graph/evaluate.ts";
import type { Backend } from "./backend.ts";

/** The reference: computes node by node and remembers every value. */
export const interpreter: Backend = {
  name: "interpreter",
  prepare(graph) {
    const evaluation = evaluator(graph);
    return {
      ...evaluation,
      read: (output) => evaluation.valueOf(graph.outputs[output]!),
      *trace() {
        for (const node of evaluation.order) yield [node, evaluation.valueOf(node)];
      },
    };
  },
};
