import type { NDArray } from "../../array/ndarray.ts";
import { allocate, type TypedArray } from "../../base/dtype.ts";
import { fail } from "../../base/error.ts";
import { type Evaluator, evaluator } from "../../graph/evaluate.ts";
import type { Node } from "../../graph/node.ts";
import { optimizerKind } from "../../nn/optimizers/index.ts";
import { rateAt } from "../../nn/schedules/index.ts";
import { type TrainingStep, trainingStep } from "../../nn/step.ts";
import { givenOrder, shuffledOrder, stepsIn } from "../../train/batches.ts";
import type { Checkpoint } from "../../train/checkpoint.ts";
import type { Plan } from "../../train/plan.ts";
import { beginState } from "../../train/state.ts";

/** A run between two updates: its plan, how many updates are done, and everything that updates change. */
export interface Moment {
  readonly plan: Plan;
  readonly steps: number;
  /** Parameters, layer states and what the optimizer remembers, by name. Nothing writes to them. */
  readonly arrays: ReadonlyMap<string, TypedArray>;
}

/** Which update of the run it is, and of which examples. */
export interface Place {
  /** Updates done before. */
  readonly step: number;
  readonly epoch: number;
  readonly learningRate: number;
  /** Rows of the training data in the batch; undefined where it is all of them, in their order. */
  readonly rows: Int32Array | undefined;
  /** Examples in the batch. */
  readonly batch: number;
  /** The one example that the update is made of, where one was asked for. */
  readonly sample: number | undefined;
}

/** One update, computed: every value of its graph can be read. */
export interface Taken {
  readonly place: Place;
  readonly training: TrainingStep;
  valuesOf(node: Node): TypedArray;
}

/** The run at its start: from a checkpoint, from given weights, or from weights drawn as `fit` draws them. */
export function beginning(
  plan: Plan,
  weights: ReadonlyMap<string, NDArray> | undefined,
  checkpoint?: Checkpoint,
): Moment {
  if (checkpoint) {
    const own = [...checkpoint.arrays].filter(([name]) => !name.startsWith("best."));
    const arrays = new Map(own.map(([name, { data }]) => [name, data]));
    return { plan, steps: checkpoint.progress.steps, arrays };
  }
  const { dtype } = plan.step;
  const start =
    weights && new Map([...weights].map(([name, { data }]) => [name, allocate(dtype, data.length)] as const));
  for (const [name, values] of start ?? []) values.set(weights!.get(name)!.data);
  const step = trainingStep(plan.network, plan.step);
  return { plan, steps: 0, arrays: beginState(step, plan.numbers.seed, start).arrays };
}

/** Where the next update of a run stands; with `sample`, an update by that example alone. */
export function placeOf({ plan, steps }: Moment, sample?: number): Place {
  const { examples, batch, optimizer } = plan.step;
  const { shuffle, seed, epochs } = plan.numbers;
  const stepsAnEpoch = stepsIn(examples, batch);
  const epoch = Math.floor(steps / stepsAnEpoch);
  const learningRate = rateAt(optimizer.learningRate, steps, stepsAnEpoch * epochs);
  const common = { step: steps, epoch, learningRate, sample };
  if (sample !== undefined) return { ...common, rows: Int32Array.of(sample), batch: 1 };
  if (batch === examples) return { ...common, rows: undefined, batch };
  const order = shuffle ? shuffledOrder(examples, seed, epoch) : givenOrder(examples);
  const first = (steps % stepsAnEpoch) * batch;
  const rows = order.subarray(first, Math.min(first + batch, examples));
  return { ...common, rows, batch: rows.length };
}

/** Computes the next update on the interpreter, whose bits are those of every backend. */
export function take(moment: Moment, sample?: number): Taken {
  const place = placeOf(moment, sample);
  const training = trainingStep(moment.plan.network, { ...moment.plan.step, batch: place.batch });
  const run = evaluator(training.graph);
  bindData(run, moment.plan);
  bindPlace(run, place);
  for (const [name, values] of moment.arrays) run.bind(name, values.slice());
  run.run();
  return { place, training, valuesOf: run.valueOf };
}

/** The run after the update that was taken. */
export function after({ plan, steps, arrays }: Moment, { training, valuesOf }: Taken): Moment {
  requireSteps(plan);
  const next = new Map(arrays);
  for (const { target, value } of training.graph.updates) next.set(target.name!, valuesOf(value).slice());
  return { plan, steps: steps + 1, arrays: next };
}

/** The whole data and the seed, which stay the same from update to update. */
function bindData(run: Evaluator, { training, weights, numbers }: Plan): void {
  for (const prefix of ["", "data."]) {
    run.bind(`${prefix}X`, training.x.data);
    run.bind(`${prefix}Y`, training.y.data.data);
    if (weights) run.bind(`${prefix}weights`, weights.data);
  }
  run.bind("dropout.seed", Int32Array.of(numbers.seed | 0));
}

function bindPlace(run: Evaluator, { step, learningRate, rows }: Place): void {
  if (rows) run.bind("batch", rows);
  run.bind("dropout.step", Int32Array.of(step));
  const rate = run.order.find((node) => node.op.kind === "input" && node.name === "learningRate");
  if (!rate) return;
  const one = allocate(rate.dtype, 1);
  one[0] = learningRate;
  run.bind("learningRate", one);
}

/** An optimizer that searches along a line moves the parameters itself: its graph holds no update to take. */
export function requireSteps({ step: { optimizer } }: Plan): void {
  if (optimizerKind(optimizer.name).kind === "fullBatch")
    fail("usage", {
      who: `explain, optimizer ${optimizer.name}`,
      expected: "an optimizer whose update is one formula, to go on to another step",
      got: "one that searches along a line",
      fix: "Choose sgd or adam, or look at step 0.",
    });
}
