import type { OpName, Table } from "./index.ts";

type ElementwiseName = {
  [N in OpName]: Table[N] extends { readonly kind: "elementwise" } ? N : never;
}[OpName];

const numbers = [-40, -1, -1e-8, 0, 1e-8, 1, 40, Number.NaN];
const wide = [-800, -40, -1, -1e-8, 0, 1e-8, 0.3, 1, 40, 800, Number.POSITIVE_INFINITY, Number.NaN];
const exponents = [-800, -40, -1, -1e-8, 0, 1e-8, 0.5, 1, 40, 800, Number.POSITIVE_INFINITY, Number.NaN];
const pairs = [
  [0, 0],
  [1, -2],
  [-0.5, 1e-8],
  [40, -40],
  [Number.NaN, 1],
];
const compared = [
  [0, 1],
  [1, 0],
  [1, 1],
  [-0, 0],
  [Number.NaN, 1],
];
const unequal = [
  [0, 1],
  [1, -2],
  [-0.5, 1e-8],
  [40, -40],
  [Number.NaN, 1],
];

/**
 * Arguments at which tests compute each elementwise op: one number for a unary op, a list for more. Beside the table, so
 * that nobody who trains a network downloads them.
 */
export const samples: Readonly<Record<ElementwiseName, readonly (number | readonly number[])[]>> = {
  abs: numbers,
  add: pairs,
  div: [
    [0, 1],
    [1, -2],
    [-0.5, 1e-8],
    [40, -40],
    [Number.NaN, 1],
    [1, 0],
  ],
  elu: numbers,
  equal: compared,
  erf: [-800, -40, -1, -1e-8, 0, 1e-8, 0.3, 0.875, 1, 3, 40, 800, Number.POSITIVE_INFINITY, Number.NaN],
  exp: exponents,
  expm1: exponents,
  gelu: wide,
  greater: compared,
  greaterEqual: compared,
  leakyRelu: numbers,
  less: compared,
  lessEqual: compared,
  log: [0, 1e-300, 1e-8, 0.5, 1, 1.5, 40, 800, Number.POSITIVE_INFINITY, Number.NaN],
  log1p: [-0.999, -0.5, -1e-8, 0, 1e-8, 0.5, 1, 40, 800, Number.POSITIVE_INFINITY, Number.NaN],
  maximum: unequal,
  minimum: unequal,
  mul: pairs,
  neg: numbers,
  pow: [0.25, 0.5, 1, 2, 3, Number.NaN],
  relu: numbers,
  select: [
    [1, 2, 3],
    [0, 2, 3],
    [1, -0.5, Number.NaN],
  ],
  selu: numbers,
  sigmoid: wide,
  sign: numbers,
  silu: numbers,
  softplus: wide,
  sqrt: [1e-8, 0.25, 1, 2, 1e10, Number.NaN],
  square: numbers,
  step: numbers,
  stopGradient: numbers,
  sub: pairs,
  tanh: wide,
};
