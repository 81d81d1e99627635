import type { RandomState } from "../array/random.ts";

/** Points, row-major, and a class index for each. */
export interface Points {
  readonly x: Float64Array;
  readonly labels: Int32Array;
}

/** Points in a random order, as scikit-learn's `shuffle` (one permutation is drawn). */
export function shufflePoints(rng: RandomState, { x, labels }: Points): Points {
  const width = x.length / labels.length;
  const order = rng.permutation(labels.length);
  const shuffled = { x: new Float64Array(x.length), labels: new Int32Array(labels.length) };
  order.forEach((from, to) => {
    shuffled.x.set(x.subarray(from * width, (from + 1) * width), to * width);
    shuffled.labels[to] = labels[from]!;
  });
  return shuffled;
}

/** Coordinates, each with independent normal noise of standard deviation `sd` added. */
export function addNoise(rng: RandomState, x: Float64Array, sd: number): Float64Array {
  const noise = rng.randn(x.length);
  return x.map((v, i) => v + sd * noise[i]!);
}
