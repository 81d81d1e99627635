import type { NDArray } from "../../array/ndarray.ts";
import { savedType } from "../../array/npy.ts";
import type { TypedArray } from "../../base/dtype.ts";

/** How exactly an array states its numbers. */
export type Precision =
  | { readonly kind: "float64" }
  | { readonly kind: "float32" }
  | { readonly kind: "float16" }
  /** Written with so many decimals. */
  | { readonly kind: "decimals"; readonly decimals: number }
  /** Written with so many significant digits. */
  | { readonly kind: "digits"; readonly digits: number };

/** Fewer decimals than this are numbers that happen to be short, not numbers that were rounded. */
const fewestDecimals = 3;
/** NumPy prints 8; a full float64 has 15 to 17. */
const mostDigits = 10;

/**
 * The precision of an array by its type and its numbers: those that were printed and pasted have few decimals, or few
 * digits; those that were computed in float32 or float16 are such numbers, whatever array holds them.
 */
export function precisionOf(values: TypedArray, dtype: string): Precision {
  if (dtype === "float32" || dtype === "float16") return { kind: dtype };
  let [decimals, digits, single, half] = [0, 0, true, true];
  for (const value of values) {
    if (!Number.isFinite(value) || value === 0) continue;
    single &&= Math.fround(value) === value;
    half &&= isHalf(value);
    const [mantissa = "", exponent = "0"] = Math.abs(value).toExponential().split("e");
    const places = mantissa.replace(".", "").length;
    digits = Math.max(digits, places);
    decimals = Math.max(decimals, places - 1 - Number(exponent));
    if (!single && decimals > mostDigits && digits > mostDigits) return { kind: "float64" };
  }
  if (decimals <= mostDigits)
    return decimals < fewestDecimals ? { kind: "float64" } : { kind: "decimals", decimals };
  if (digits <= mostDigits) return { kind: "digits", digits };
  return { kind: half ? "float16" : single ? "float32" : "float64" };
}

/** Whether float16 holds a number: 11 bits from its first, none of them below 2^-24 and none above 2^15. */
function isHalf(value: number): boolean {
  const exponent = Math.floor(Math.log2(Math.abs(value)));
  return exponent < 16 && Number.isInteger(value / 2 ** (Math.max(exponent, -14) - 10));
}

/**
 * The precision of each array of a file. A few float64 numbers may be float32 numbers by chance, as 2^-55 is: they count
 * as such only where no more arrays of the file are plainly float64; and as float16 only where no more are float32.
 */
export function precisionsOf(arrays: Iterable<readonly [string, NDArray]>): Map<string, Precision> {
  const all = [...arrays].map(([name, array]) => ({
    name,
    isSure: array.dtype === "float32",
    isDouble: array.data.some((x) => Math.fround(x) !== x && Number(x.toPrecision(mostDigits)) !== x),
    precision: precisionOf(array.data, savedType(array)),
  }));
  const count = (kind: Precision["kind"]) => all.filter(({ precision }) => precision.kind === kind).length;
  const [singles, halves] = [count("float32"), count("float16")];
  const doubles = all.filter(({ isDouble }) => isDouble).length;
  const mostly = doubles > singles + halves ? "float64" : singles > halves ? "float32" : undefined;
  return new Map(
    all.map(({ name, isSure, precision }) => {
      const byChance = !isSure && mostly && (precision.kind === "float16" || precision.kind === "float32");
      return [name, byChance ? { kind: mostly } : precision];
    }),
  );
}

/**
 * What the precisions say of the numbers that others are computed from. In a file that was printed all of them are
 * rounded; elsewhere a number of few digits is just that: a learning rate of 0.001 is not one from 0.0005 to 0.0015.
 */
export function inexactness(
  precisions: ReadonlyMap<string, Precision>,
  isGiven: (name: string) => boolean,
): Map<string, Precision> {
  const computed = [...precisions].filter(([name]) => !isGiven(name));
  const printed = computed.filter(([, precision]) => isPrinted(precision)).length;
  const isPasted = printed > computed.length - printed;
  return new Map(
    [...precisions].map(([name, precision]) => [
      name,
      isPrinted(precision) && (!isPasted || name === "learningRate") ? { kind: "float64" } : precision,
    ]),
  );
}

/** Half a unit of the last place of a number that is stated so. */
export function unitOf(precision: Precision, value: number): number {
  const size = Math.abs(value);
  switch (precision.kind) {
    case "float64":
      return size * 2 ** -53;
    case "float32":
      return size * 2 ** -24;
    case "float16":
      return Math.max(size * 2 ** -11, 2 ** -25);
    case "decimals":
      return 0.5 * 10 ** -precision.decimals;
    case "digits":
      return size === 0 ? 0 : 0.5 * 10 ** (Math.floor(Math.log10(size)) + 1 - precision.digits);
  }
}

/**
 * How far apart two computations of the same value may come, relative to the size of the array: sums in another order
 * differ by a few units of the last place for each term.
 */
export const relativeTolerance = ({ kind }: Precision): number => tolerances[kind];

const tolerances = { float64: 1e-9, float32: 2e-5, float16: 8 * 2 ** -11, decimals: 1e-9, digits: 1e-9 };

/** Whether numbers were rounded to be printed. */
export const isPrinted = ({ kind }: Precision): boolean => kind === "decimals" || kind === "digits";

/** The largest finite size among numbers. */
export function sizeOfLargest(values: ArrayLike<number>): number {
  let size = 0;
  for (let i = 0; i < values.length; i++) {
    const x = Math.abs(values[i]!);
    if (x > size && x !== Number.POSITIVE_INFINITY) size = x;
  }
  return size;
}
