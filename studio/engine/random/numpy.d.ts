/** The part of numpy-ts that draws: its Mersenne Twister in WebAssembly, without the arrays around it. */
declare module "numpy-ts/rng" {
  export function initMT19937(seed: number): void;
  export function getMT19937State(): { mt: Uint32Array; mti: number };
  export function setMT19937State(mt: Uint32Array, mti: number): void;
  export function legacyGaussReset(): void;
  export function fillUniformF64MT(n: number): Float64Array;
  export function fillLegacyGauss(n: number): Float64Array;
  export function fillPermutation(n: number): Float64Array;
}

/** `numpy-ts/core` itself, where that name stands for less. */
declare module "numpy-ts/whole" {
  export * from "numpy-ts/core";
}
