import type { TypedArray } from "../../src/base/dtype.ts";
import { fail } from "../../src/base/error.ts";
import { sizeOf } from "../../src/base/shape.ts";
import { input } from "../../src/graph/build.ts";
import type { Node } from "../../src/graph/node.ts";
import { type Forward, forward } from "../../src/nn/network.ts";
import { auto } from "../../src/run/auto.ts";
import { stepsIn } from "../../src/train/batches.ts";
import { type Checkpoint, snapshot } from "../../src/train/checkpoint.ts";
import type { Engine, Stepper } from "../../src/train/epoch.ts";
import { type Judge, type Judged, judgeOf } from "../../src/train/evaluate.ts";
import { identify } from "../../src/train/identity.ts";
import { type Plan, planRun } from "../../src/train/plan.ts";
import { type PreparedStep, preparedStep } from "../../src/train/program.ts";
import { beginState, copyOf, noSums, type TrainingState } from "../../src/train/state.ts";
import { stepperFor } from "../../src/train/train.ts";
import { type Change, readChanges, withChange } from "../state/changes.ts";
import type { RunSettings } from "../state/settings.ts";
import { type Course, courseOf } from "./course.ts";
import { type Keyframe, type Keyframes, keyframesOf } from "./keyframes.ts";
import { requireFeasible } from "./limits.ts";
import type { Material } from "./parts.ts";
import { fitOptions, networkOf, rateOf } from "./setup.ts";

/** A run that can go on, go back, and be changed on the way; the same settings always give the same bits. */
export interface Session {
  readonly settings: RunSettings;
  readonly material: Material;
  readonly course: Course;
  readonly keyframes: Keyframes;
  readonly stepsAnEpoch: number;
  /** Updates of the whole run. */
  readonly end: number;
  /** The plan that is in force now: layers and learning rate may have been changed. */
  plan(): Plan;
  /** Updates done. */
  steps(): number;
  epoch(): number;
  /** The leaves of the trained parameters: W1, b1, ... */
  parameters(): readonly Node[];
  /** Parameters, layer states and memories as they are now. */
  arrays(): ReadonlyMap<string, TypedArray>;
  changes(): readonly Change[];
  engine(): Engine;
  /** Takes up to so many updates; returns how many. */
  advance(most: number): number;
  /** Goes to the state after so many updates, forward or back. */
  seek(steps: number): void;
  /** Changes the run from here on; what came after is forgotten. */
  change(change: Change): void;
  /** Judges the examples that the run has not seen. */
  fresh(): Judged | undefined;
  checkpoint(): Checkpoint;
  release(): void;
}

/**
 * @throws ChainruleError as `fit` does, before anything is computed
 */
export function sessionOf(settings: RunSettings, material: Material): Session {
  const { training, fresh } = material;
  const network = networkOf(settings, training.x.shape[1]!);
  requireFeasible(settings, network, training.x.shape[0]!);
  const options = fitOptions(settings);
  const first = planRun(network, training.x, training.y, {
    ...options,
    ...(fresh && { validation: { x: fresh.x, y: fresh.y } }),
  });
  const { examples, batch } = first.step;
  const stepsAnEpoch = stepsIn(examples, batch);
  const end = stepsAnEpoch * settings.epochs;
  const begun = beginState(preparedStep(network, first.step), first.numbers.seed);
  const bytes = [...begun.arrays.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  const keyframes = keyframesOf({ steps: 0, arrays: copyOf(begun.arrays) }, bytes);
  const course = courseOf(settings.epochs);
  let changes: readonly Change[] = readChanges(settings.changes);
  requirePossible(changes);
  let leg = legFrom({ steps: 0, arrays: begun.arrays });

  /** A stretch of the run in which nothing is changed. */
  interface Leg {
    readonly plan: Plan;
    readonly prepared: PreparedStep;
    readonly state: TrainingState;
    readonly stepper: Stepper;
    readonly judge: Judge | undefined;
    /** Updates after which the next change comes. */
    readonly until: number;
  }

  function planAt(steps: number): Plan {
    const now = changes.filter((change) => change.step <= steps);
    const layers = now.findLast((change) => change.kind === "layers")?.layers;
    const rate = now.findLast((change) => change.kind === "rate")?.rate;
    const changed = layers === undefined ? network : networkOf({ ...settings, layers }, network.features);
    const { optimizer } = first.step;
    const learningRate = rate === undefined ? optimizer.learningRate : rateOf(rate);
    return { ...first, network: changed, step: { ...first.step, optimizer: { ...optimizer, learningRate } } };
  }

  /** What a link says of changes is known to be possible before the run begins, not when it gets there. */
  function requirePossible(changes: readonly Change[]): void {
    const x = input("X", [1, network.features], settings.dtype);
    for (const change of changes)
      if (change.kind === "rate") rateOf(change.rate);
      else if (change.kind === "weight") requirePlace(begun.arrays, change);
    for (const layers of new Set(
      changes.flatMap((change) => (change.kind === "layers" ? change.layers : [])),
    ))
      requireSameShapes(
        forward(networkOf({ ...settings, layers }, network.features), x, {
          training: false,
          dtype: settings.dtype,
        }),
        begun.arrays,
      );
  }

  function legFrom(frame: Keyframe): Leg {
    const { steps } = frame;
    const plan = planAt(steps);
    const prepared = preparedStep(plan.network, plan.step);
    requireSameShapes(prepared.forward, frame.arrays);
    const arrays = copyOf(frame.arrays);
    for (const change of changes)
      if (change.kind === "weight" && change.step === steps) putWeight(arrays, change);
    const state: TrainingState = {
      epoch: Math.floor(steps / stepsAnEpoch),
      step: steps % stepsAnEpoch,
      steps,
      arrays,
      sums: noSums(),
      records: course.records(() => state.epoch),
    };
    const taken = stepperFor(plan, prepared, state, { threads: 1 });
    const trained = { network: plan.network, weights: state.arrays, dtype: plan.step.dtype, backend: auto };
    const judge = plan.validation && judgeOf(trained, plan.validation, plan.step.loss, settings.epochs);
    const until = changes.find((change) => change.step > steps)?.step ?? Infinity;
    return { plan, prepared, state, stepper: taken, judge, until };
  }

  function restart(frame: Keyframe): void {
    const next = legFrom(frame);
    leg.stepper.release();
    leg.judge?.release();
    leg = next;
  }

  function advance(most: number): number {
    const before = leg.state.steps;
    const goal = Math.min(before + most, end, leg.until);
    while (leg.state.steps < goal) {
      leg.stepper.advance(Math.min(goal - leg.state.steps, untilKeyframe()));
      const { steps, step, arrays } = leg.state;
      if (step === 0 && keyframes.due(steps)) keyframes.add({ steps, arrays: copyOf(arrays) });
      if (leg.stepper.converged()) break;
    }
    const { steps, arrays } = leg.state;
    // What stands is always what the next update starts from: a change that is due has been made.
    if (steps === leg.until) restart({ steps, arrays });
    return steps - before;
  }

  const untilKeyframe = (): number => (stepsAnEpoch === 1 ? keyframes.every() : Infinity);

  function seek(steps: number): void {
    const goal = Math.max(0, Math.min(steps, end));
    const frame = keyframes.before(goal);
    if (goal < leg.state.steps || frame.steps > leg.state.steps) restart(frame);
    while (leg.state.steps < goal && advance(goal - leg.state.steps) > 0);
  }

  return {
    settings,
    material,
    course,
    keyframes,
    stepsAnEpoch,
    end,
    plan: () => leg.plan,
    steps: () => leg.state.steps,
    epoch: () => leg.state.epoch,
    parameters: () => leg.prepared.forward.parameters.map(({ node }) => node),
    arrays: () => leg.state.arrays,
    changes: () => changes,
    engine: () => leg.stepper.engine(),
    advance,
    seek,
    change(change) {
      const { steps, arrays } = leg.state;
      const before = changes;
      // The page may have asked while the run went on: the change counts from where it is made.
      changes = withChange(changes, { ...change, step: steps });
      try {
        restart({ steps, arrays });
      } catch (error) {
        changes = before;
        throw error;
      }
      keyframes.cut(steps);
      course.cut(leg.state.epoch);
    },
    fresh: () => leg.judge?.judge(),
    checkpoint: () => snapshot(leg.state, leg.prepared, identify(leg.plan)),
    release() {
      leg.stepper.release();
      leg.judge?.release();
    },
  };
}

/** @throws ChainruleError `usage` for layers whose weights are not those of the run so far */
function requireSameShapes(
  { parameters }: Pick<Forward, "parameters">,
  arrays: ReadonlyMap<string, TypedArray>,
): void {
  const odd = parameters.find(({ node }) => arrays.get(node.name!)?.length !== sizeOf(node.shape));
  if (odd)
    fail("usage", {
      who: "change of the layers",
      expected: "other activations in layers of the same size, whose weights go on",
      got: `another shape of ${odd.node.name}`,
      fix: "Begin a new run with these layers.",
    });
}

type WeightChange = Extract<Change, { kind: "weight" }>;

function putWeight(arrays: ReadonlyMap<string, TypedArray>, change: WeightChange): void {
  requirePlace(arrays, change)[change.place] = change.value;
}

/** @throws ChainruleError `usage` for a weight that the network does not have */
function requirePlace(arrays: ReadonlyMap<string, TypedArray>, change: WeightChange): TypedArray {
  const values = arrays.get(change.name);
  if (!values || change.place >= values.length)
    return fail("usage", {
      who: "change of a weight",
      expected: `a weight of the network, such as ${[...arrays.keys()][0]}[0]`,
      got: `${change.name}[${change.place}]`,
    });
  return values;
}
