import type { Judged } from "../train/evaluate.ts";
import type { Model, Run } from "../train/model.ts";

/** What `--json` prints for a run. Fields may be added, never renamed. */
export interface Result extends Judged {
  readonly epochs: number;
  readonly steps: number;
  /** From the first update to the last. */
  readonly seconds: number;
  /** Before the first update: building the graph of a step, compiling it, giving it the data. */
  readonly compileSeconds: number;
  readonly engine: Run["engine"];
  readonly stopped: Run["stopped"];
  readonly validation?: Judged;
  readonly test?: Judged;
  /** Nested numbers by name. */
  readonly weights?: Readonly<Record<string, unknown>>;
  /** The run folder. */
  readonly out?: string;
}

/**
 * The result of a run. Loss and accuracy are those of the last epoch, as textbooks report them: each batch judged
 * before its update. What stands under `validation` and `test` is the final weights'.
 */
export function resultOf(
  { last, validation, epochs, steps, seconds, compileSeconds, engine, stopped }: Run,
  test: Judged | undefined,
): Result {
  return {
    ...last,
    epochs,
    steps,
    seconds,
    compileSeconds,
    engine,
    stopped,
    ...(validation && { validation }),
    ...(test && { test }),
  };
}

/** The weights of a network as nested numbers by name. */
export const weightsOf = (model: Model): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(model.weights ?? {}).map(([name, array]) => [name, array.tolist()]));
