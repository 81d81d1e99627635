import type { Buffer, Kernel, Schedule } from "../../compile/kernel.ts";
import { lower } from "../../compile/lower.ts";
import { operandsOf, resultsOf } from "../../compile/operands.ts";
import { single } from "../../compile/sequence.ts";
import type { Node } from "../../graph/node.ts";
import { predictionGraph } from "../../nn/step.ts";
import type { Model } from "../../train/model.ts";

/** The prediction of a network whose weights stay as they are, as kernels. */
export interface Prediction {
  /** Its `once` has what depends on weights alone, its `step` what each example needs. */
  readonly schedule: Schedule<Node>;
  readonly x: Buffer;
  readonly output: Buffer;
  /** Numbers in a row of outputs. */
  readonly outputs: number;
}

/**
 * @param rows examples that are computed at once
 * @param shared arrays of weights that another prediction has already
 */
export function prediction(
  { network, dtype }: Model,
  rows: number,
  shared: Map<string, Buffer> = new Map(),
): Prediction {
  const graph = predictionGraph(network, rows, dtype);
  const schedule = withoutExamples(lower(graph, single, shared));
  const output = schedule.bufferOf.get(graph.outputs.output!)!;
  return { schedule, x: schedule.inputs.get("X")!, output, outputs: output.length / rows };
}

/** Kernels that no example has a part in are run once, and what they compute stays. */
function withoutExamples(schedule: Schedule<Node>): Schedule<Node> {
  const varying = new Set<Buffer>([schedule.inputs.get("X")!]);
  const once: Kernel[] = [...schedule.once];
  const step: Kernel[] = [];
  for (const kernel of schedule.step) {
    const isVarying = operandsOf(kernel).some((buffer) => varying.has(buffer));
    (isVarying ? step : once).push(kernel);
    if (isVarying) for (const out of resultsOf(kernel)) varying.add(out);
  }
  const lasting = new Set(once.flatMap(resultsOf));
  const temporary = new Set([...schedule.temporary].filter((buffer) => !lasting.has(buffer)));
  return { ...schedule, once, step, temporary };
}
