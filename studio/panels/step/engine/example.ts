import type { Held } from "./held.ts";

/** Features that are told. */
const mostTold = 4;

/** An example as the network is given it. */
export interface ExampleView {
  readonly index: number;
  /** Its first numbers, of how many. */
  readonly x: readonly number[];
  readonly features: number;
  readonly target: readonly number[];
}

/** One row of the training data. */
export function exampleOf({ moment: { plan } }: Held, index: number): ExampleView {
  const { x, y } = plan.training;
  const [examples, features] = x.shape as [number, number];
  const targets = y.data.data;
  const width = targets.length / examples;
  return {
    index,
    x: [...x.data.subarray(index * features, index * features + Math.min(features, mostTold))],
    features,
    target: [...targets.subarray(index * width, (index + 1) * width)],
  };
}
