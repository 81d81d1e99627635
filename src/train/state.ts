import { RandomState } from "../array/random.ts";
import { allocate, type TypedArray } from "../base/dtype.ts";
import { sizeOf } from "../base/shape.ts";
import { drawWeights, type Forward } from "../nn/network.ts";
import type { TrainingStep } from "../nn/step.ts";
import { type Records, recordsFrom } from "./history.ts";

/** Sums over the epoch in progress. */
export interface Sums {
  loss: number;
  hits: number;
  examples: number;
}

/** Where early stopping stands. */
export interface Watch {
  best: number;
  epochsWithout: number;
  weights: ReadonlyMap<string, TypedArray>;
}

/** Everything that changes while a run goes on, and nothing else: what a checkpoint holds. */
export interface TrainingState {
  /** Epochs done. */
  epoch: number;
  /** Updates done within the epoch in progress. */
  step: number;
  /** Updates done in all. */
  steps: number;
  /** Parameters, layer states and what the optimizer remembers, by name; arrays of the program that trains. */
  readonly arrays: Map<string, TypedArray>;
  sums: Sums;
  readonly records: Records;
  watch?: Watch;
}

export const noSums = (): Sums => ({ loss: 0, hits: 0, examples: 0 });

/** The state before the first update: weights drawn from the seed (or taken from `start`), memories as they begin. */
export function beginState(
  { forward, memories }: Pick<TrainingStep, "forward" | "memories">,
  seed: number,
  start?: ReadonlyMap<string, TypedArray>,
): TrainingState {
  const arrays = copyOf(start ?? drawWeights(forward, new RandomState(seed)));
  const dtype = forward.output.dtype;
  for (const { name, shape, initial } of memories)
    arrays.set(name, allocate(dtype, sizeOf(shape)).fill(initial));
  return { epoch: 0, step: 0, steps: 0, arrays, sums: noSums(), records: recordsFrom() };
}

/** Names of the arrays a model keeps: parameters and layer states. */
export const weightNames = ({ parameters, states }: Forward): string[] =>
  [...parameters, ...states].map(({ node }) => node.name!);

/** The model's own arrays, copied out of the state. */
export const weightsOf = (state: TrainingState, forward: Forward): Map<string, TypedArray> =>
  copyOf(new Map(weightNames(forward).map((name) => [name, state.arrays.get(name)!])));

export const copyOf = (arrays: ReadonlyMap<string, TypedArray>): Map<string, TypedArray> =>
  new Map([...arrays].map(([name, values]) => [name, values.slice()]));
