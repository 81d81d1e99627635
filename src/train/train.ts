import type { ArrayInput } from "../array/ndarray.ts";
import type { TypedArray } from "../base/dtype.ts";
import type { Network } from "../nn/network.ts";
import { optimizerKind } from "../nn/optimizers/index.ts";
import { type TrainingStep, trainingStep } from "../nn/step.ts";
import { auto } from "../run/auto.ts";
import type { Backend } from "../run/backend.ts";
import { breather } from "./breathe.ts";
import { type Checkpoint, restore, snapshot } from "./checkpoint.ts";
import { shouldStop } from "./earlyStopping.ts";
import { stepper } from "./epoch.ts";
import { type Judged, judgeOf } from "./evaluate.ts";
import { fullBatchStepper } from "./fullBatch.ts";
import type { EpochRecord } from "./history.ts";
import { identify } from "./identity.ts";
import type { FitOptions } from "./options.ts";
import { type Plan, planRun } from "./plan.ts";
import { beginState, type TrainingState, weightsOf } from "./state.ts";

/** Why a run ended: all epochs done, nothing left to improve, a callback or early stopping said so, or the signal. */
export type Stopped = "finished" | "converged" | "callback" | "earlyStopping" | "aborted";

/** What training a network gives. */
export interface Training {
  readonly weights: ReadonlyMap<string, TypedArray>;
  readonly records: readonly EpochRecord[];
  readonly plan: Plan;
  readonly steps: number;
  /** From the first update to the last, callbacks and validation within. */
  readonly seconds: number;
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

/**
 * Trains a network: gathers batches, takes the steps, records epochs, calls back, stops when told.
 * Yields to the event loop at least every 30 ms.
 */
export async function train(
  network: Network,
  x: ArrayInput,
  y: ArrayInput,
  options: FitOptions,
  start?: ReadonlyMap<string, TypedArray>,
): Promise<Training> {
  const plan = planRun(network, x, y, options);
  const step = trainingStep(network, plan.step);
  const identity = identify(plan);
  const state = options.resume
    ? restore(options.resume, step.forward, identity, plan.numbers.epochs)
    : beginState(step, plan.numbers.seed, start);
  const backend = options.backend ?? auto;
  const trained = { network, weights: state.arrays, dtype: plan.step.dtype, backend };
  const judgeValidation =
    plan.validation && judgeOf(trained, plan.validation, plan.step.loss, plan.numbers.epochs);
  const save = () => snapshot(state, step, identity);

  const began = performance.now();
  const stopped = await epochs({ plan, step, state, options, backend, judgeValidation, save });
  const seconds = (performance.now() - began) / 1000;
  const checkpoint = save();
  if (options.earlyStopping) restoreBest(state);
  const validation = judgeValidation?.();
  return {
    weights: weightsOf(state, step.forward),
    records: state.records,
    plan,
    steps: state.steps,
    seconds,
    stopped,
    last: lastOf(state) ?? judgeOf(trained, plan.training, plan.step.loss)(),
    ...(validation ? { validation } : {}),
    checkpoint,
  };
}

interface Loop {
  readonly plan: Plan;
  readonly step: TrainingStep;
  readonly state: TrainingState;
  readonly options: FitOptions;
  readonly backend: Backend;
  readonly judgeValidation: (() => Judged) | undefined;
  readonly save: () => Checkpoint;
}

async function epochs({
  plan,
  step,
  state,
  options,
  backend,
  judgeValidation,
  save,
}: Loop): Promise<Stopped> {
  const { callbacks = [], checkpoint, earlyStopping, signal } = options;
  const kind = optimizerKind(plan.step.optimizer.name);
  const steps =
    kind.kind === "fullBatch"
      ? fullBatchStepper(kind, plan, step, state, backend)
      : stepper(plan, state, backend);
  const breathe = breather();
  const began = performance.now();
  while (state.epoch < plan.numbers.epochs) {
    while (!steps.epochDone()) {
      await breathe();
      if (signal?.aborted) return "aborted";
      steps.step();
      if (checkpoint?.unit === "steps" && state.steps % checkpoint.every === 0) await checkpoint.save(save());
    }
    const validation = judgeValidation?.();
    const record: EpochRecord = {
      ...steps.closeEpoch(),
      ...(validation ? { validationLoss: validation.loss } : {}),
      ...(validation?.accuracy === undefined ? {} : { validationAccuracy: validation.accuracy }),
    };
    state.records.push(record);
    const enough = earlyStopping !== undefined && shouldStop(state, record, step.forward, earlyStopping);
    if (checkpoint && checkpoint.unit !== "steps" && state.epoch % checkpoint.every === 0)
      await checkpoint.save(save());
    const seconds = (performance.now() - began) / 1000;
    const event = { ...record, epoch: state.epoch, epochs: plan.numbers.epochs, step: state.steps, seconds };
    for (const callback of callbacks) if ((await callback(event)) === false) return "callback";
    if (enough) return "earlyStopping";
    if (steps.converged()) return "converged";
  }
  return "finished";
}

function lastOf({ records }: TrainingState): Judged | undefined {
  const last = records.at(-1);
  return last && { loss: last.loss, ...(last.accuracy === undefined ? {} : { accuracy: last.accuracy }) };
}

function restoreBest({ watch, arrays }: TrainingState): void {
  for (const [name, values] of watch?.weights ?? []) arrays.get(name)!.set(values);
}
