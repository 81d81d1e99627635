import type { FloatType } from "../base/dtype.ts";
import type { Primitives, Scalars } from "./algebra.ts";
import { scalars } from "./scalars.ts";

/** 2^n for every n a float64 or half a `scale` can hold; index n + 1100. */
const powersOfTwo = Float64Array.from({ length: 2201 }, (_, i) => 2 ** (i - 1100));
const powerOfTwo = (n: number): number => powersOfTwo[n + 1100] ?? Number.NaN;

const bits = new DataView(new ArrayBuffer(8));

/**
 * Numbers as JavaScript has them: float64, each operation rounded once. Conditions are 1 and 0.
 * `scale` multiplies twice by a power of two: the first product is exact, so only the second one rounds.
 */
const float64: Primitives<number> = {
  dtype: "float64",
  constant: (value) => value,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  neg: (a) => -a,
  abs: Math.abs,
  sqrt: Math.sqrt,
  minimum: (a, b) => Math.min(a, b),
  maximum: (a, b) => Math.max(a, b),
  floor: Math.floor,
  less: (a, b) => (a < b ? 1 : 0),
  lessEqual: (a, b) => (a <= b ? 1 : 0),
  equal: (a, b) => (a === b ? 1 : 0),
  select: (condition, a, b) => (condition !== 0 ? a : b),
  scale: (a, n) => {
    const half = Math.floor(n / 2);
    return a * powerOfTwo(half) * powerOfTwo(n - half);
  },
  exponent: (a) => {
    bits.setFloat64(0, a);
    return ((bits.getUint16(0) >> 4) & 0x7ff) - 1023;
  },
};

const f = Math.fround;

/**
 * float32 in float64: rounding after each operation gives the correctly rounded float32 result of
 * +, -, *, / and sqrt, because 53 >= 2 * 24 + 2 (Figueroa 1995, "When is double rounding innocuous?").
 */
const float32: Primitives<number> = {
  ...float64,
  dtype: "float32",
  constant: f,
  add: (a, b) => f(a + b),
  sub: (a, b) => f(a - b),
  mul: (a, b) => f(a * b),
  div: (a, b) => f(a / b),
  sqrt: (a) => f(Math.sqrt(a)),
  scale: (a, n) => {
    const half = Math.floor(n / 2);
    return f(f(a * powerOfTwo(half)) * powerOfTwo(n - half));
  },
  exponent: (a) => {
    bits.setFloat32(0, a);
    return ((bits.getUint16(0) >> 7) & 0xff) - 127;
  },
};

/** The reading of ops as numbers: what the interpreter runs. */
export const numbers: Readonly<Record<FloatType, Scalars<number>>> = {
  float32: scalars(float32),
  float64: scalars(float64),
};
