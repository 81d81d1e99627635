import type { DType, FloatType } from "../../base/dtype.ts";
import { shortestFloat32 } from "../../base/shortestFloat32.ts";

/**
 * C99 that any compiler takes, or C whose loops handle vectors of as many numbers as the macro LANES says: with the
 * vector extensions of GCC and Clang.
 */
export type Form = "portable" | "native";

/** What an expression computes with: numbers of one type, whole vectors of them, or vectors of no more than four. */
export interface Reading {
  readonly dtype: FloatType;
  readonly wide: boolean | "short";
}

/** The C type that stores an element. */
export const elementTypes: Readonly<Record<DType, string>> = {
  float32: "float",
  float64: "double",
  int32: "int32_t",
  bool: "uint8_t",
};

interface Names {
  /** What the functions of a type begin with. */
  readonly prefix: string;
  /** A whole number as wide as the float. */
  readonly word: string;
  /** Digits after the binary point, and what is added to an exponent where it is stored. */
  readonly fraction: number;
  readonly bias: number;
}

export const floatNames: Readonly<Record<FloatType, Names>> = {
  float32: { prefix: "f32", word: "uint32_t", fraction: 23, bias: 127 },
  float64: { prefix: "f64", word: "uint64_t", fraction: 52, bias: 1023 },
};

export const prefixOf = ({ dtype, wide }: Reading): string =>
  floatNames[dtype].prefix + (wide === "short" ? "s" : wide ? "v" : "");

/** The type of a value: `float`, or `f32v` for a vector. */
export const typeOf = (reading: Reading): string =>
  reading.wide ? prefixOf(reading) : elementTypes[reading.dtype];

/** The type of a condition: a truth value, or a vector of masks. */
export const flagTypeOf = ({ dtype, wide }: Reading): string =>
  wide ? `${floatNames[dtype].prefix}m` : "int";

/** `sum + a b`, which a program may round once: a function or a macro. */
export const addProduct = (reading: Reading, sum: string, a: string, b: string): string =>
  `${prefixOf(reading)}_add_product(${sum}, ${a}, ${b})`;

/** The same for a vector, where `a` is the address of a number that all lanes take. */
export const addSpread = (dtype: FloatType, sum: string, a: string, b: string): string =>
  `${prefixOf({ dtype, wide: true })}_add_spread(${sum}, ${a}, ${b})`;

/** How many elements a vector holds: a macro. */
export const lanesOf = (dtype: FloatType, wide: Reading["wide"] = true): string =>
  `${floatNames[dtype].prefix.toUpperCase()}${wide === "short" ? "S" : ""}_LANES`;

/** Columns up to which rows are read by short vectors: whole ones of each would lie across two lines of the cache. */
const shortest = 4;

/** Vectors for rows of so many columns. */
export const readingOfRows = (dtype: FloatType, columns: number): Reading => ({
  dtype,
  wide: columns <= shortest ? "short" : true,
});

/** A number as a C literal that has all its bits, with as few digits as that takes. */
export function literal(dtype: FloatType, value: number): string {
  if (Number.isNaN(value)) return "NAN";
  if (!Number.isFinite(value)) return value < 0 ? "-INFINITY" : "INFINITY";
  const digits = text(dtype === "float32" ? shortestFloat32(value) : value);
  return `${/[.e]/.test(digits) ? digits : `${digits}.0`}${dtype === "float32" ? "f" : ""}`;
}

const text = (value: number): string => (Object.is(value, -0) ? "-0" : String(value));
