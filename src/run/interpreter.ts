import { evaluator } from "../graph/evaluate.ts";
import type { Backend } from "./backend.ts";

/**
 * The reference: computes node by node and remembers every value.
 *
 * @example
 * const program = interpreter.prepare({ outputs: { y: ops.square(input("x", [3])) }, updates: [] });
 * program.bind("x", Float64Array.of(1, 2, 3));
 * program.run();
 * program.read("y"); // [1, 4, 9]
 */
export const interpreter: Backend = {
  name: "interpreter",
  prepare(graph) {
    const evaluation = evaluator(graph);
    return {
      ...evaluation,
      backend: "interpreter",
      read: (output) => evaluation.valueOf(graph.outputs[output]!),
      *trace() {
        for (const node of evaluation.order) yield [node, evaluation.valueOf(node)];
      },
    };
  },
};
