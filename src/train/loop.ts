import { breather } from "./breathe.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { waitedEnough } from "./earlyStopping.ts";
import type { Stepper } from "./epoch.ts";
import type { Judge } from "./evaluate.ts";
import type { EpochRecord } from "./history.ts";
import type { EpochEvent, FitOptions } from "./options.ts";
import { pacer, stretch } from "./pace.ts";
import type { Plan } from "./plan.ts";
import type { TrainingState } from "./state.ts";

/** Why a run ended: all epochs done, nothing left to improve, a callback or early stopping said so, or the signal. */
export type Stopped = "finished" | "converged" | "callback" | "earlyStopping" | "aborted";

/** A run that is ready to take its first step. */
export interface Ready {
  readonly plan: Plan;
  readonly state: TrainingState;
  readonly steps: Stepper;
  readonly options: FitOptions;
  readonly validation: Judge | undefined;
  readonly save: () => Checkpoint;
  readonly weights: EpochEvent["weights"];
  /** Is told of each epoch, where the run stops early. */
  readonly watch: (record: EpochRecord) => void;
}

/** Takes steps until the run is over. What follows each epoch happens after exactly that epoch. */
export async function loop(run: Ready): Promise<Stopped> {
  const { plan, state, steps, options, watch, save } = run;
  const { callbacks = [], signal, progress } = options;
  const { checkpoint, earlyStopping } = plan;
  const { epochs } = plan.numbers;
  const pace = pacer();
  const breathe = breather();
  const began = performance.now();
  let told = -Infinity;
  const known = () => ({
    epoch: state.epoch,
    epochs,
    step: state.steps,
    seconds: (performance.now() - began) / 1000,
  });

  const end = (): Stopped | undefined => {
    if (earlyStopping && waitedEnough(state, earlyStopping)) return "earlyStopping";
    return steps.converged() ? "converged" : undefined;
  };
  // A checkpoint may be of a run's last epoch.
  let stopped = end();

  while (state.epoch < epochs && !stopped) {
    await breathe();
    if (signal?.aborted) return "aborted";
    const { epoch, steps: before } = state;
    const start = performance.now();
    steps.advance(Math.min(pace.most(), stepsUnseen(run)));
    pace.took(state.steps - before, performance.now() - start);

    const closed = state.epoch > epoch;
    const validation = closed ? run.validation?.judge() : undefined;
    if (validation)
      state.records.extend({
        validationLoss: [validation.loss],
        ...(validation.accuracy === undefined ? {} : { validationAccuracy: [validation.accuracy] }),
      });
    const record = closed ? state.records.at(state.epoch - 1) : undefined;
    if (record) watch(record);
    stopped = end();
    if (
      checkpoint &&
      isDue(checkpoint.unit === "steps" ? state.steps : closed && state.epoch, checkpoint.every)
    )
      await checkpoint.save(save());
    const isLast = stopped !== undefined || state.epoch === epochs;
    if (progress && (isLast || performance.now() - told >= stretch)) {
      told = performance.now();
      progress({ ...known(), record: (done) => state.records.at(done - 1) });
    }
    if (!record) continue;
    for (const callback of callbacks)
      if ((await callback({ ...record, ...known(), weights: run.weights })) === false) return "callback";
  }
  return stopped ?? "finished";
}

const isDue = (count: number | false, every: number): boolean => count !== false && count % every === 0;

/** Steps that may be taken before something must see the state: the end of an epoch, or a checkpoint. */
function stepsUnseen({ plan, state, steps, options, validation }: Ready): number {
  const { checkpoint, earlyStopping } = plan;
  const { callbacks = [] } = options;
  const until = (count: number): number =>
    checkpoint ? checkpoint.every - (count % checkpoint.every) : Infinity;
  if (checkpoint?.unit === "steps" && !steps.epochIsStep) return until(state.steps);
  if (!steps.epochIsStep) return Infinity;
  const isSeen = callbacks.length > 0 || validation !== undefined || earlyStopping !== undefined;
  return isSeen ? 1 : until(state.epoch);
}
