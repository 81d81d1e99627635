import { threefry } from "../base/threefry.ts";

/** Keeps the stream of the shuffles apart from those of the dropout masks, which count from 0. */
const shuffleStream = 0x5eed;

/**
 * The order of the examples in an epoch: 0 to m - 1 shuffled (Fisher & Yates 1938, Durstenfeld 1964) by numbers
 * that depend only on the seed and the epoch, so a run can go on in mid-epoch without a stored generator.
 */
export function shuffledOrder(m: number, seed: number, epoch: number): Int32Array<ArrayBuffer> {
  const order = givenOrder(m);
  for (let i = m - 1; i > 0; i--) {
    const high = threefry(seed, shuffleStream, epoch, 2 * i);
    const low = threefry(seed, shuffleStream, epoch, 2 * i + 1);
    const j = Math.floor(((high * 2 ** 21 + (low >>> 11)) / 2 ** 53) * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** The order as it stands: 0 to m - 1. */
export function givenOrder(m: number): Int32Array<ArrayBuffer> {
  const order = new Int32Array(m);
  // Int32Array.from takes 7 ms for the 60,000 digits of MNIST, in every epoch.
  for (let i = 0; i < m; i++) order[i] = i;
  return order;
}

/** Steps in an epoch: full batches, and one short batch for what remains. */
export const stepsIn = (examples: number, batch: number): number => Math.ceil(examples / batch);
