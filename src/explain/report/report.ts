import type { ArrayInput, NDArray } from "../../array/ndarray.ts";
import type { TypedArray } from "../../base/dtype.ts";
import { fail } from "../../base/error.ts";
import { applyScaling } from "../../data/scaling.ts";
import { formatLayers } from "../../nn/parseLayers.ts";
import { trainingStep } from "../../nn/step.ts";
import { checkOptions } from "../../train/checkOptions.ts";
import { DivergedError } from "../../train/diverged.ts";
import type { Stopped } from "../../train/loop.ts";
import type { Checkpointing, FitOptions } from "../../train/options.ts";
import { checkInputs, type Plan, planRun } from "../../train/plan.ts";
import { requireModel } from "../../train/requireModel.ts";
import { beginState } from "../../train/state.ts";
import { train } from "../../train/train.ts";
import type { Explained } from "../trace/explain.ts";
import type { About } from "../trace/trace.ts";
import { type Finding, findingsOf } from "./findings.ts";
import { type LayerName, type Look, type Observer, observerOf } from "./look.ts";
import { type Range, rangeTest } from "./rangeTest.ts";

/** What `fit` takes, save for what watches and stores a run; and what is looked at, and how closely. */
export interface ReportOptions extends Omit<FitOptions, "warmStart" | "checkpoint" | "resume" | "callbacks"> {
  /** Times to look at the run, its start and its end among them. Default 25. */
  readonly looks?: number;
  /** The most examples to look at, evenly spread over the training data. Default 1000. */
  readonly examples?: number;
  /** Which learning rates are tried; `false` for none. Default 1e-5 to 10 in 100 steps. */
  readonly range?: Partial<Range> | false;
  /** Epochs after which training ends, where that is before `epochs`, which schedules reckon with. */
  readonly until?: number;
  /** The weights to look at in the end, where they are not those that training ends with. */
  readonly final?: Explained["weights"];
}

/** What a network suffers from, as plain data. */
export interface Report {
  readonly about: About & {
    readonly learningRate: unknown;
    /** Epochs trained. */
    readonly epochs: number;
    /** Examples looked at. */
    readonly looked: number;
    /** Why training ended. */
    readonly stopped: Stopped | "diverged";
    /** With `final`: whether training ended in these weights, to the bit. */
    readonly repeats?: boolean;
  };
  /** The layers with weights, from the first to the last. */
  readonly layers: readonly LayerName[];
  /** The network at the start of the run, at times between, and at its end. */
  readonly looks: readonly Look[];
  readonly findings: readonly Finding[];
}

const usualRange: Range = { from: 1e-5, to: 10, steps: 100 };

/**
 * What a network suffers from, told by the numbers of the graph that trains: error terms that vanish or explode, and
 * what explains them; units that stay identical, or mirror images; linear layers that are one map; units that are dead,
 * constant or saturated; and which learning rates do. The model is trained as `fit` would, from its weights or from
 * weights drawn from `seed` where it has none, and looked at on the way; it is not changed itself. With `epochs: 0` it
 * is only looked at. A run that diverges is reported up to there.
 *
 * @param x (examples, features)
 * @param y as `fit` takes it
 * @throws ChainruleError `usage`, `shape` or `data` as `fit` does
 *
 * @example
 * const model = mlp(2, dense(3, "sigmoid", { init: "zeros" }), dense(1, "sigmoid", { init: "zeros" }));
 * const found = await report(model, [[0, 1], [1, 0]], [0, 1], { epochs: 10, optimizer: sgd(1), range: false });
 * found.findings.map(({ kind }) => kind); // ["error terms", "symmetry", "idle units", "idle units"]
 * found.findings[1].units; // [0, 1, 2]
 * found.findings[1].stays; // true
 */
export async function report(
  model: Explained,
  x: ArrayInput,
  y: ArrayInput,
  options: ReportOptions = {},
): Promise<Report> {
  requireModel(model, "report");
  checkOptions(options, "report", ["looks", "examples", "range", "until", "final"]);
  const { looks: times = 25, examples: most = 1000, range, until, final, ...given } = options;
  checkCount("looks", times, 2);
  checkCount("examples", most, 1);
  const rates = range === false ? undefined : checkRange({ ...usualRange, ...range });
  const own = model.weights && { dtype: model.dtype };
  const fit: FitOptions = { ...own, ...given };
  const inputs =
    model.scaling && !fit.scale ? applyScaling(model.scaling, checkInputs(model.network, x, "x")) : x;
  const plan = planRun(model.network, inputs, y, fit);
  const start = model.weights && weightsAs(plan, model.weights);
  const observer = observerOf(plan, most);
  const { looks, epochs, stopped, arrays } = await course(plan, observer, [inputs, y], fit, {
    start,
    times,
    until,
  });
  const isWhole = stopped !== "diverged" && stopped !== "aborted";
  const ended = final && isWhole ? weightsAs(plan, final) : undefined;
  if (ended) {
    looks.pop();
    looks.push(observer.look(ended, epochs));
  }
  const { loss, optimizer, dtype, examples } = plan.step;
  return {
    about: {
      layers: formatLayers(plan.network.layers),
      features: plan.network.features,
      loss: loss.name,
      optimizer: optimizer.name,
      learningRate: optimizer.learningRate,
      dtype,
      examples,
      epochs,
      looked: observer.examples,
      stopped,
      ...(ended && { repeats: isSame(ended, arrays) }),
    },
    layers: observer.names,
    looks,
    findings: findingsOf(
      observer.names,
      looks,
      observer.collapses(),
      rates && stopped !== "aborted" ? rangeTest(plan, rates, start) : undefined,
    ),
  };
}

/** Weights in the type of the run, so that nothing of the model's own is written to. */
function weightsAs({ step: { dtype } }: Plan, weights: NonNullable<Explained["weights"]>) {
  const as = (values: TypedArray) =>
    dtype === "float64" ? Float64Array.from(values) : Float32Array.from(values);
  return new Map(Object.entries(weights).map(([name, { data }]) => [name, as(data)] as const));
}

const isSame = (weights: Arrays, others: Arrays): boolean =>
  [...weights].every(([name, values]) => values.every((value, i) => Object.is(value, others.get(name)?.[i])));

type Arrays = ReadonlyMap<string, TypedArray>;

interface Course {
  readonly looks: Look[];
  readonly epochs: number;
  readonly stopped: Report["about"]["stopped"];
  /** What training ended with. */
  readonly arrays: Arrays;
}

/** Trains, and looks at the network at evenly spaced epochs. */
async function course(
  plan: Plan,
  observer: Observer,
  [x, y]: readonly [ArrayInput, ArrayInput],
  fit: FitOptions,
  {
    start,
    times,
    until,
  }: { start: Map<string, TypedArray> | undefined; times: number; until: number | undefined },
): Promise<Course> {
  const { arrays: first } = beginState(trainingStep(plan.network, plan.step), plan.numbers.seed, start);
  const looks = [observer.look(first, 0)];
  const last = Math.min(until ?? Infinity, plan.numbers.epochs);
  if (last === 0) return { looks, epochs: 0, stopped: "finished", arrays: first };
  const every = Math.max(1, Math.ceil(last / (times - 1)));
  const look = (arrays: Arrays, epoch: number) => {
    if (looks.at(-1)!.epoch !== epoch) looks.push(observer.look(arrays, epoch));
  };
  const checkpoint: Checkpointing = {
    every,
    save: ({ arrays, progress }) => look(dataOf(arrays), progress.epoch),
  };
  // A callback has every epoch taken by itself: none where the run ends by itself.
  const endsEarly = last < plan.numbers.epochs;
  const callbacks: FitOptions["callbacks"] = endsEarly ? [({ epoch }) => epoch < last] : [];
  try {
    const run = await train(
      plan.network,
      x,
      y,
      { ...fit, checkpoint, callbacks },
      start && { weights: start },
    );
    const arrays = dataOf(run.checkpoint.arrays);
    const { epochs } = run;
    look(arrays, epochs);
    return { looks, epochs, stopped: endsEarly && epochs === last ? "finished" : run.stopped, arrays };
  } catch (error) {
    if (!(error instanceof DivergedError)) throw error;
    return { looks, epochs: error.epoch, stopped: "diverged", arrays: first };
  }
}

const dataOf = (arrays: ReadonlyMap<string, NDArray>): Arrays =>
  new Map([...arrays].map(([name, { data }]) => [name, data]));

function checkCount(name: string, value: number, from: number): void {
  if (!Number.isSafeInteger(value) || value < from)
    fail("usage", {
      who: `report ${name}`,
      expected: `a whole number from ${from}`,
      got: String(value),
    });
}

function checkRange(range: Range): Range {
  const { from, to, steps } = range;
  if (!(from > 0 && to > from && to < Infinity))
    fail("usage", {
      who: "report range",
      expected: "a learning rate above 0 and a larger one",
      got: `${from} and ${to}`,
    });
  checkCount("range steps", steps, 10);
  return range;
}
