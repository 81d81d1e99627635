import { allocate } from "../base/dtype.ts";
import { lossKind } from "../nn/losses/index.ts";
import { rateAt } from "../nn/schedules/index.ts";
import { classifies, trainingStep } from "../nn/step.ts";
import type { Backend, Program } from "../run/backend.ts";
import { interpreter } from "../run/interpreter.ts";
import { givenOrder, shuffledOrder, stepsIn } from "./batches.ts";
import { DivergedError } from "./diverged.ts";
import type { EpochRecord } from "./history.ts";
import type { Plan } from "./plan.ts";
import { noSums, type TrainingState } from "./state.ts";

/** Takes the run's updates one by one, in the programs for a full and for a last short batch. */
export interface Stepper {
  /** One update. The state is that between two updates, before and after. */
  step(): void;
  /** Whether all updates of the epoch in progress are done. */
  epochDone(): boolean;
  /** Closes the epoch: its record, with the sums begun anew. */
  closeEpoch(): EpochRecord;
  /** Whether no step could improve the loss any more. */
  converged(): boolean;
}

/** Prepares the programs of a run over its state, whose arrays they change in place. */
export function stepper(plan: Plan, state: TrainingState, backend: Backend): Stepper {
  const { step: settings, training, numbers, weights } = plan;
  const { examples, batch, dtype, optimizer } = settings;
  const stepsAnEpoch = stepsIn(examples, batch);
  const stepsInAll = stepsAnEpoch * numbers.epochs;
  const short = examples % batch;
  const sums = lossKind(settings.loss.name).reduction === "sum";
  const counts = classifies(settings.targets);
  const learningRate = allocate(dtype, 1);
  const dropoutStep = new Int32Array(1);
  const whole = batch === examples;
  const stepsLeft = stepsInAll - state.steps;
  const programs = new Map([batch, ...(short ? [short] : [])].map((size) => [size, prepare(size, backend)]));
  let order = orderOf(state.epoch);

  function prepare(size: number, on: Backend): Program {
    const program = on.prepare(trainingStep(plan.network, { ...settings, batch: size }).graph, stepsLeft);
    const prefix = whole ? "" : "data.";
    program.bind(`${prefix}X`, training.x.data);
    program.bind(`${prefix}Y`, training.y.data.data);
    if (weights) program.bind(`${prefix}weights`, weights.data);
    program.bind("learningRate", learningRate);
    program.bind("dropout.seed", Int32Array.of(numbers.seed));
    program.bind("dropout.step", dropoutStep);
    for (const [name, values] of state.arrays) program.bind(name, values);
    return program;
  }

  function orderOf(epoch: number): Int32Array {
    if (whole) return new Int32Array(0);
    return numbers.shuffle ? shuffledOrder(examples, numbers.seed, epoch) : givenOrder(examples);
  }

  return {
    step() {
      const start = state.step * batch;
      const size = Math.min(batch, examples - start);
      const rows = order.subarray(start, start + size);
      const program = programs.get(size)!;
      learningRate[0] = rateAt(optimizer.learningRate, state.steps, stepsInAll);
      dropoutStep[0] = state.steps;
      program.bind("batch", rows);
      program.run();
      const loss = program.read("loss")[0]!;
      if (!Number.isFinite(loss)) {
        const replay = prepare(size, interpreter);
        replay.bind("batch", rows);
        throw new DivergedError(replay, loss, {
          step: state.steps,
          epoch: state.epoch,
          learningRate: learningRate[0],
        });
      }
      program.commit();
      state.sums.loss += loss * (sums ? 1 : size);
      state.sums.hits += counts ? program.read("hits")[0]! : 0;
      state.sums.examples += size;
      state.step++;
      state.steps++;
    },
    epochDone: () => state.step === stepsAnEpoch,
    closeEpoch() {
      const { loss, hits, examples: seen } = state.sums;
      const record = {
        loss: sums ? loss : loss / seen,
        ...(counts ? { accuracy: hits / seen } : {}),
        learningRate: rateAt(optimizer.learningRate, state.steps - 1, stepsInAll),
      };
      state.sums = noSums();
      state.step = 0;
      state.epoch++;
      order = orderOf(state.epoch);
      return record;
    },
    converged: () => false,
  };
}
