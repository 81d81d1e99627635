import { auto } from "../../run/auto.ts";
import type { Backend } from "../../run/backend.ts";
import { stepsIn } from "../../train/batches.ts";
import { stepper } from "../../train/epoch.ts";
import { recordsFrom } from "../../train/history.ts";
import type { FitOptions } from "../../train/options.ts";
import { pacer } from "../../train/pace.ts";
import { copyOf, noSums, type TrainingState } from "../../train/state.ts";
import { type Moment, requireSteps } from "./moment.ts";

/**
 * The run after so many more updates, taken as training takes them.
 *
 * @param progress told how far it is; its records are those of the epochs that end on the way
 */
export function advanced(moment: Moment, count: number, progress?: FitOptions["progress"]): Moment {
  if (count === 0) return moment;
  const { plan, steps } = moment;
  requireSteps(plan);
  const stepsAnEpoch = stepsIn(plan.step.examples, plan.step.batch);
  const state: TrainingState = {
    epoch: Math.floor(steps / stepsAnEpoch),
    step: steps % stepsAnEpoch,
    steps,
    arrays: copyOf(moment.arrays),
    sums: noSums(),
    records: recordsFrom(),
  };
  // What is worth compiling depends on the steps to take, not on those of the whole run.
  const backend: Backend = {
    name: auto.name,
    prepare: (graphs, how) => auto.prepare(graphs, how && { ...how, runs: count }),
  };
  const run = stepper(plan, state, { backend, threads: 1 });
  const [began, firstEpoch, { epochs }] = [performance.now(), state.epoch, plan.numbers];
  const pace = pacer();
  while (state.steps < steps + count) {
    const { steps: before } = state;
    const start = performance.now();
    run.advance(Math.min(pace.most(), steps + count - before));
    const now = performance.now();
    pace.took(state.steps - before, now - start);
    const { epoch, steps: step, records } = state;
    const record = (done: number) => records.at(done - 1 - firstEpoch);
    progress?.({ epoch, epochs, step, seconds: (now - began) / 1000, record });
  }
  const arrays = copyOf(state.arrays);
  run.release();
  return { plan, steps: state.steps, arrays };
}
