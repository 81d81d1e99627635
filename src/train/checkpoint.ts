import { NDArray } from "../array/ndarray.ts";
import type { TypedArray } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import type { Forward } from "../nn/network.ts";
import type { TrainingStep } from "../nn/step.ts";
import { type History, recordsFrom } from "./history.ts";
import { type RunIdentity, requireSameRun } from "./mismatch.ts";
import { type Sums, type TrainingState, weightNames } from "./state.ts";

/** A run stopped between two updates, complete: going on from it gives the bits of a run that never stopped. */
export interface Checkpoint {
  /** Parameters, layer states, the optimizer's memories, and the best weights so far as `best.W1`, ... */
  readonly arrays: ReadonlyMap<string, NDArray>;
  /** The rest, as plain data. */
  readonly progress: Progress;
}

export interface Progress {
  readonly version: 1;
  /** What must be equal for the checkpoint to fit: network, settings, data. */
  readonly run: RunIdentity;
  readonly epoch: number;
  readonly step: number;
  readonly steps: number;
  readonly sums: Sums;
  readonly history: History;
  readonly watch?: { readonly best: number; readonly epochsWithout: number };
}

/** The state as a checkpoint; nothing in it changes when training goes on. */
export function snapshot(state: TrainingState, step: TrainingStep, run: RunIdentity): Checkpoint {
  const shapes = shapesOf(step);
  const copy = (values: TypedArray, name: string): NDArray => {
    const { shape, dtype } = shapes.get(name) ?? { shape: [values.length], dtype: "float64" as const };
    return new NDArray(values.slice(), shape, dtype);
  };
  const arrays = new Map([...state.arrays].map(([name, values]) => [name, copy(values, name)]));
  for (const [name, values] of state.watch?.weights ?? []) arrays.set(`best.${name}`, copy(values, name));
  return {
    arrays,
    progress: {
      version: 1,
      run,
      epoch: state.epoch,
      step: state.step,
      steps: state.steps,
      sums: { ...state.sums },
      history: state.records.history(),
      ...(state.watch && { watch: { best: state.watch.best, epochsWithout: state.watch.epochsWithout } }),
    },
  };
}

/**
 * The state a checkpoint was made of.
 *
 * @throws ChainruleError `usage` where network, settings or data are not those of the checkpoint, or where it already
 *   has more epochs than the run is to have
 */
export function restore(
  { arrays, progress }: Checkpoint,
  forward: Forward,
  run: RunIdentity,
  epochs: number,
): TrainingState {
  requireSameRun(progress.run, run);
  if (progress.epoch > epochs)
    fail("usage", {
      who: "resume",
      expected: `${progress.epoch} epochs or more`,
      got: `${epochs}, where the checkpoint already has ${progress.epoch} epochs`,
      fix: "Give the epochs of the whole run, or start anew without resume.",
    });
  const own = [...arrays].filter(([name]) => !name.startsWith("best."));
  const best = weightNames(forward).map((name) => [name, arrays.get(`best.${name}`)?.data.slice()] as const);
  return {
    epoch: progress.epoch,
    step: progress.step,
    steps: progress.steps,
    arrays: new Map(own.map(([name, { data }]) => [name, data.slice()])),
    sums: { ...progress.sums },
    records: recordsFrom(progress.history),
    ...(progress.watch
      ? { watch: { ...progress.watch, weights: new Map(best as [string, TypedArray][]) } }
      : {}),
  };
}

function shapesOf({ forward, memories }: TrainingStep) {
  const { dtype } = forward.output;
  const nodes = [...forward.parameters, ...forward.states].map(({ node }) => node);
  return new Map([
    ...nodes.map(({ name, shape }) => [name!, { shape, dtype }] as const),
    ...memories.map(({ name, shape }) => [name, { shape, dtype }] as const),
  ]);
}
