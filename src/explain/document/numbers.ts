/** More decimals than this are written as a power of ten. */
const mostDecimals = 9;

const powerOf = (x: number): number => Math.floor(Math.log10(Math.abs(x)));

const special = (x: number): string => (Number.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf");

/**
 * A number to so many significant digits, without zeros at its end: `0.0302`, `1.2e-9`.
 *
 * @example
 * formatNumber(0.030150512); // "0.0301505"
 * formatNumber(0.030150512, 3); // "0.0302"
 * formatNumber(-0.00000000012345, 3); // "-1.23e-10"
 */
export function formatNumber(x: number, digits = 6): string {
  if (!Number.isFinite(x)) return special(x);
  if (x === 0) return "0";
  const power = powerOf(Number(x.toPrecision(digits)));
  if (power < -5 || power >= 15) return x.toExponential(digits - 1).replace(/\.?0+e/, "e");
  return trimmed(x.toFixed(Math.max(0, digits - 1 - power)));
}

/**
 * Two numbers to so many significant digits, or to as many more as tell them apart.
 *
 * @example
 * formatApart(-0.20416, -0.20419, 4); // ["-0.20416", "-0.20419"]
 * formatApart(0.1, 0.13016, 4); // ["0.1", "0.1302"]
 */
export function formatApart(x: number, y: number, digits: number): readonly [string, string] {
  const [one, other] = [formatNumber(x, digits), formatNumber(y, digits)];
  return one === other && digits < mostDigits ? formatApart(x, y, digits + 1) : [one, other];
}

/** Digits that tell any two float64 numbers apart. */
const mostDigits = 17;

const trimmed = (text: string): string => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);

/**
 * How to write each of several numbers so that they stand in a column: all with the same decimals, as many as give
 * the largest `digits` digits and the smallest three, and no zeros at the end of all. Powers of ten where decimals
 * would be too many.
 *
 * @example
 * [0.4, -0.02, 0].map(columnFormat([0.4, -0.02, 0])); // ["0.40", "-0.02", "0.00"]
 * [1, 2e-9].map(columnFormat([1, 2e-9])); // ["1e+0", "2e-9"]
 */
export function columnFormat(values: readonly number[], digits = 6): (x: number) => string {
  const sizes = values.filter((x) => Number.isFinite(x) && x !== 0).map(powerOf);
  if (sizes.length === 0) return (x) => (Number.isFinite(x) ? String(x) : special(x));
  const [most, least] = [Math.max(...sizes), Math.min(...sizes)];
  const wanted = Math.max(0, digits - 1 - most, 2 - least);
  const finite = values.filter(Number.isFinite);
  const write = wanted > mostDecimals || most >= 15 ? inPowers(finite, digits) : inDecimals(finite, wanted);
  return (x) => (Number.isFinite(x) ? write(x) : special(x));
}

function inDecimals(finite: readonly number[], wanted: number): (x: number) => string {
  const needed = finite.map((x) => trimmed(x.toFixed(wanted)).split(".")[1]?.length ?? 0);
  const decimals = Math.max(...needed);
  return (x) => x.toFixed(decimals);
}

function inPowers(finite: readonly number[], digits: number): (x: number) => string {
  const needed = finite.map((x) => Number(x.toPrecision(digits)).toExponential().split("e")[0]!);
  const decimals = Math.max(...needed.map((mantissa) => mantissa.split(".")[1]?.length ?? 0));
  return (x) => x.toExponential(decimals);
}
