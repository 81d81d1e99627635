export { asArray } from "./convert.ts";
export type { ArrayInput, ArrayLikeND, Nested, Rows } from "./ndarray.ts";
export { NDArray } from "./ndarray.ts";
export { readNpy, readNpz, writeNpy, writeNpz } from "./npy.ts";
export type { RandomPosition } from "./random.ts";
export { RandomState } from "./random.ts";
