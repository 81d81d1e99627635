import type { FloatType } from "./dtype.ts";

/** Whole numbers from here on lie so close that any small number would be the reciprocal of one. */
const mostWhole = 1e6;

/** The whole number n > 1 of which a number is the reciprocal, but for its sign and the last bits; undefined where there is none. */
export function reciprocalOf(value: number, dtype: FloatType): number | undefined {
  const size = Math.abs(value);
  const whole = Math.round(1 / size);
  const off = dtype === "float32" ? 2 ** -22 : 2 ** -50;
  return whole > 1 && whole < mostWhole && Math.abs(size * whole - 1) < off ? whole : undefined;
}
