import type { ArrayInput } from "../array/ndarray.ts";
import type { FloatType, TypedArray } from "../base/dtype.ts";
import type { Scaling } from "../data/scaling.ts";
import type { Network } from "../nn/network.ts";
import { optimizerKind } from "../nn/optimizers/index.ts";
import { auto } from "../run/auto.ts";
import { type Checkpoint, restore, snapshot } from "./checkpoint.ts";
import { watchEpoch } from "./earlyStopping.ts";
import { type Engine, type Stepper, stepper } from "./epoch.ts";
import { type Judged, judgeOf } from "./evaluate.ts";
import { fullBatchStepper } from "./fullBatch.ts";
import type { EpochRecord, History } from "./history.ts";
import { identify } from "./identity.ts";
import { loop, type Stopped } from "./loop.ts";
import type { FitOptions } from "./options.ts";
import { type Plan, planRun } from "./plan.ts";
import { type PreparedStep, preparedStep } from "./program.ts";
import { beginState, type TrainingState, weightNames, weightsOf } from "./state.ts";

/** What training a network gives. */
export interface Training {
  readonly weights: ReadonlyMap<string, TypedArray>;
  readonly history: History;
  readonly plan: Plan;
  readonly epochs: number;
  readonly steps: number;
  /** From the first update to the last, callbacks and validation within. */
  readonly seconds: number;
  /** Before that: building the graph of a step, compiling it, and giving it the data. */
  readonly compileSeconds: number;
  /** What computed the last steps: the bits do not depend on it. */
  readonly engine: Engine;
  readonly stopped: Stopped;
  /**
   * The training loss and accuracy of the last epoch, each batch as it was before its update: the last row of the
   * history. `evaluate` judges the final weights instead.
   */
  readonly last: Judged;
  /** The returned weights judged on the validation part, where there is one. */
  readonly validation?: Judged;
  /** The state the run stopped in, to go on from. */
  readonly checkpoint: Checkpoint;
}

/** What a run begins with that does not draw its weights. */
export interface Start {
  readonly weights: ReadonlyMap<string, TypedArray>;
  /** What the weights were trained in and under. */
  readonly dtype?: FloatType;
  readonly scaling?: Scaling | undefined;
}

/**
 * Trains a network: gathers batches, takes the steps, records epochs, calls back, stops when told.
 * Yields to the event loop at least every 30 ms, or after each step that takes longer.
 */
export async function train(
  network: Network,
  x: ArrayInput,
  y: ArrayInput,
  options: FitOptions,
  start?: Start,
): Promise<Training> {
  const plan = planRun(network, x, y, options, start);
  const prepared = performance.now();
  const step = preparedStep(network, plan.step);
  const identity = identify(plan);
  const state = options.resume
    ? restore(options.resume, step.forward, identity, plan.numbers.epochs)
    : beginState(step, plan.numbers.seed, start?.weights);
  const backend = options.backend ?? auto;
  const steps = stepperFor(plan, step, state, options);
  const trained = { network, weights: state.arrays, dtype: plan.step.dtype, backend };
  const judge = plan.validation && judgeOf(trained, plan.validation, plan.step.loss, plan.numbers.epochs);
  const save = () => snapshot(state, step, identity);

  const began = performance.now();
  const { earlyStopping } = plan;
  const watch = (record: EpochRecord) => {
    if (earlyStopping) watchEpoch(state, record, step.forward, earlyStopping);
  };
  const weights = () => {
    const { arrays } = save();
    return Object.fromEntries(weightNames(step.forward).map((name) => [name, arrays.get(name)!]));
  };
  const ready = { plan, state, steps, options, validation: judge, save, weights, watch };
  const judged = (): Judged | undefined => {
    if (earlyStopping) restoreBest(state);
    return judge?.judge();
  };
  const { stopped, engine, ended, checkpoint, validation } = await loop(ready)
    .then((stopped) => ({
      stopped,
      engine: steps.engine(),
      ended: performance.now(),
      checkpoint: save(),
      validation: judged(),
    }))
    .finally(() => {
      steps.release();
      judge?.release();
    });
  return {
    weights: weightsOf(state, step.forward),
    history: checkpoint.progress.history,
    plan,
    epochs: state.epoch,
    steps: state.steps,
    seconds: (ended - began) / 1000,
    compileSeconds: (began - prepared) / 1000,
    engine,
    stopped,
    last: lastOf(state) ?? judgeOf(trained, plan.training, plan.step.loss).judge(),
    ...(validation && { validation }),
    checkpoint,
  };
}

/** What takes the updates of a run, as its optimizer asks for. */
export function stepperFor(
  plan: Plan,
  step: PreparedStep,
  state: TrainingState,
  options: Pick<FitOptions, "backend" | "threads" | "fast">,
): Stepper {
  const kind = optimizerKind(plan.step.optimizer.name);
  return kind.kind === "fullBatch"
    ? fullBatchStepper(kind, plan, step, state, options)
    : stepper(plan, state, options);
}

function lastOf({ records }: TrainingState): Judged | undefined {
  if (records.length() === 0) return undefined;
  const { loss, accuracy } = records.at(records.length() - 1);
  return { loss, ...(accuracy !== undefined && { accuracy }) };
}

function restoreBest({ watch, arrays }: TrainingState): void {
  for (const [name, values] of watch?.weights ?? []) arrays.get(name)!.set(values);
}
