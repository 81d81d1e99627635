/** What every contestant does with the network in a folder. */

/** The network of lesson 3. */
export const features = 784;
export const outputs = 10;
export const layers = "50:sigmoid,100:sigmoid,10:softmax";

/** Rows that lie in `x.bin`, as float32. */
export const rows = 1000;

/** Seconds that each rate is measured for. */
export const measured = 0.4;

/** What a contestant prints, as JSON in its last line. */
export interface Measured {
  /** Milliseconds that its code, the network and a first prediction take, in a process that has nothing of them yet. */
  readonly start: number;
  /** Examples a second, one at a time. */
  readonly one: number;
  /** Examples a second, a thousand at a time. */
  readonly many: number;
  /** The outputs of the first row. */
  readonly first: readonly number[];
}
