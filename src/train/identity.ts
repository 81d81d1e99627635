import { type TypedArray, wordsOf } from "../base/dtype.ts";
import type { RunIdentity } from "./mismatch.ts";
import type { Plan } from "./plan.ts";

/** What a checkpoint of this run must agree with. */
export function identify({ network, step, numbers, training, validation, weights }: Plan): RunIdentity {
  const { seed, shuffle } = numbers;
  const arrays = [training.x, training.y.data, validation?.x, validation?.y.data, weights];
  return {
    network: JSON.stringify(network),
    settings: JSON.stringify({ ...step, seed, shuffle }),
    data: arrays.map((array) => (array ? hash(array.data).toString(16) : "-")).join(" "),
  };
}

/** FNV-1a over the array's bytes, four at a time (Fowler, Noll & Vo 1991): tells data sets apart, guards nothing. */
function hash(array: TypedArray): number {
  const words = wordsOf(array);
  let h = 0x811c9dc5 ^ array.byteLength;
  for (let i = 0; i < words.length; i++) h = Math.imul(h ^ words[i]!, 0x01000193);
  return h >>> 0;
}
