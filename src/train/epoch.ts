import type { TypedArray } from "../base/dtype.ts";
import { lossKind } from "../nn/losses/index.ts";
import { rateAt } from "../nn/schedules/index.ts";
import type { Schedule } from "../nn/schedules/schedule.ts";
import { classifies } from "../nn/step.ts";
import { auto } from "../run/auto.ts";
import type { Backend, Program } from "../run/backend.ts";
import { interpreter } from "../run/interpreter.ts";
import { adviceFor } from "./advice.ts";
import { stepsIn } from "./batches.ts";
import { DivergedError } from "./diverged.ts";
import { type Feed, feedOf } from "./feed.ts";
import type { FitOptions } from "./options.ts";
import type { Plan } from "./plan.ts";
import { preparedStep, sequenceOf } from "./program.ts";
import { noSums, type TrainingState } from "./state.ts";

/** Takes the run's updates, many in one call, and closes the epochs that are done. */
export interface Stepper {
  /** Whether an epoch is one step: then several epochs may pass in one call, else no more than one. */
  readonly epochIsStep: boolean;
  /** Takes up to `most` updates. The state is that between two updates, before and after. */
  advance(most: number): void;
  /** Whether no step could improve the loss any more. */
  converged(): boolean;
  /** What takes the steps now. */
  engine(): Engine;
  /** Ends the threads that helped. */
  release(): void;
}

/** What a run was computed with. The bits do not depend on it, unless it is `fused`. */
export interface Engine {
  readonly backend: string;
  readonly threads: number;
  /** Whether products were multiplied and added with one rounding. */
  readonly fused?: boolean;
  /** Why it was not faster, where the place forbids that: `"one thread, because ..."`. */
  readonly note?: string;
}

/**
 * Prepares the programs of a run, for a full and for a last short batch. They own its state: the arrays of `state`
 * become theirs.
 */
export function stepper(
  plan: Plan,
  state: TrainingState,
  { backend = auto, threads, fast = false }: Pick<FitOptions, "backend" | "threads" | "fast">,
  feed: Feed = feedOf(plan),
): Stepper {
  const { step: settings, numbers } = plan;
  const { examples, batch, optimizer } = settings;
  const stepsAnEpoch = stepsIn(examples, batch);
  const stepsInAll = stepsAnEpoch * numbers.epochs;
  const [full, short] = [Math.floor(examples / batch), examples % batch];
  const sums = lossKind(settings.loss.name).reduction === "sum";
  const counts = classifies(settings.targets);
  const programs = prepare(backend, short > 0 ? [batch, short] : [batch], feed.capacity);
  for (const name of state.arrays.keys()) {
    // A step may leave a state alone, as a batch of one example does the running variance of a batchNorm.
    const own = programs[0]!.input(name);
    if (own) state.arrays.set(name, own);
  }

  function prepare(on: Backend, sizes: readonly number[], capacity: number): readonly Program[] {
    const graphs = sizes.map((size) => preparedStep(plan.network, feed.settings(size)).running);
    const made = on.prepare(graphs, {
      ...sequenceOf(graphs[0]!, feed.streams, capacity),
      runs: stepsInAll - state.steps,
      ...(threads !== undefined && { threads }),
      fast,
    });
    feed.fill(made);
    for (const program of made) {
      program.set("dropout.seed", [numbers.seed | 0]);
      for (const [name, values] of state.arrays) program.set(name, values);
    }
    return made;
  }

  /** Takes steps whose batches have `size` examples. */
  function take(program: Program, size: number, count: number): void {
    const first = feed.place(program, size, state.epoch, state.step, count);
    const rates = ratesOf(optimizer.learningRate, state.steps, count, stepsInAll);
    program.input("learningRate")!.set(rates, first);
    const masks = program.input("dropout.step");
    for (let i = 0; masks && i < count; i++) masks[first + i] = state.steps + i;
    const done = program.run(count, first);
    const losses = program.record("loss").subarray(first, first + done);
    const hits = counts ? program.record("hits").subarray(first, first + done) : new Float64Array(0);
    state.steps += done;
    if (stepsAnEpoch === 1) recordEpochs(losses, hits, rates);
    else recordSteps(losses, hits, size);
    if (done < count) throw diverged(program, size, first + done);
  }

  /** Steps that are an epoch each. */
  function recordEpochs(losses: TypedArray, hits: TypedArray, rates: Float64Array): void {
    // As a mean over the examples is computed that came in several batches: the same bits either way.
    const loss = sums ? losses : meansOf(losses, examples, examples);
    const accuracy = meansOf(hits, 1, examples);
    state.records.extend({ loss, accuracy, learningRate: rates.subarray(0, losses.length) });
    state.epoch += losses.length;
  }

  function recordSteps(losses: TypedArray, hits: TypedArray, size: number): void {
    const { sums: all } = state;
    for (const [i, loss] of losses.entries()) {
      all.loss += loss * (sums ? 1 : size);
      all.hits += hits[i] ?? 0;
      all.examples += size;
    }
    state.step += losses.length;
    if (state.step === stepsAnEpoch) closeEpoch();
  }

  function closeEpoch(): void {
    const { loss, hits, examples: seen } = state.sums;
    state.records.extend({
      loss: [sums ? loss : loss / seen],
      accuracy: counts ? [hits / seen] : [],
      learningRate: [rateAt(optimizer.learningRate, state.steps - 1, stepsInAll)],
    });
    state.sums = noSums();
    state.step = 0;
    state.epoch++;
  }

  /** The step that failed, run again on the interpreter, from the state it began with. */
  function diverged(program: Program, size: number, step: number): DivergedError {
    const [replay] = prepare(interpreter, [size], 1) as [Program];
    for (const name of feed.streams) {
      const one = replay.input(name);
      if (one) one.set(partOf(program.input(name)!, one.length, step));
    }
    const learningRate = rateAt(optimizer.learningRate, state.steps, stepsInAll);
    return new DivergedError(
      replay,
      program.record("loss")[step]!,
      { step: state.steps, epoch: state.epoch },
      adviceFor(plan, learningRate),
    );
  }

  return {
    epochIsStep: stepsAnEpoch === 1,
    advance(most) {
      const left = stepsAnEpoch === 1 ? numbers.epochs - state.epoch : full - state.step;
      if (left > 0) take(programs[0]!, batch, Math.min(most, left, feed.capacity));
      else take(programs[1]!, short, 1);
    },
    converged: () => false,
    engine: () => engineOf(programs[0]!),
    release: programs[0]!.release,
  };
}

export const engineOf = ({ backend, threads, fused, note }: Program): Engine => ({
  backend,
  threads,
  ...(fused && { fused }),
  ...(note !== undefined && { note }),
});

// Loops over many epochs stand apart from the closures of a run: V8 compiles them once, and not for each run again. In
// its first runs a small network trained a third slower.

/** Learning rates of `count` steps. */
function ratesOf(rate: number | Schedule, step: number, count: number, steps: number): Float64Array {
  const rates = new Float64Array(count);
  return typeof rate === "number" ? rates.fill(rate) : rates.map((_, i) => rateAt(rate, step + i, steps));
}

/** Means over the examples of an epoch, where each value is one of `size` of them. */
function meansOf(values: TypedArray, size: number, examples: number): Float64Array {
  const means = new Float64Array(values);
  for (let i = 0; i < means.length; i++) means[i] = (means[i]! * size) / examples;
  return means;
}

const partOf = (all: TypedArray, size: number, i: number): TypedArray =>
  all.subarray(i * size, (i + 1) * size);
