import { type DType, isFloat } from "../base/dtype.ts";
import type { Shape } from "../base/shape.ts";
import { shortestFloat32 } from "../base/shortestFloat32.ts";

/** NumPy's print options: beyond `threshold` elements each axis shows `edge` at either end; lines break at `width`. */
const threshold = 1000;
const edge = 3;
const width = 75;
const precision = 8;

/**
 * An array as NumPy prints it, to the character: `[[1. 2.]\n [3. 4.]]`. Up to 8 decimals, as few as tell the
 * numbers apart, points aligned; scientific where a number reaches 1e8, is below 1e-4, or a thousand times another.
 */
export function formatArray(data: ArrayLike<number>, shape: Shape, dtype: DType): string {
  if (shape.length === 0) return scalar(data[0]!, dtype);
  if (data.length === 0) return "[]";
  const places = shown(shape, data.length > threshold);
  const cell = formatter(
    leavesOf(places).map((place) => data[place]!),
    dtype,
  );
  return bracket(places, shape.length, shape.length, (place) => cell(data[place]!));
}

type Places = readonly (Places | number | undefined)[];

/** Places of the elements to show, nested as the array is; undefined stands for what is left out. */
function shown(shape: Shape, abridged: boolean, offset = 0): Places {
  const [size = 0, ...rest] = shape;
  const step = rest.reduce((a, b) => a * b, 1);
  const all = Array.from({ length: size }, (_, i) => i);
  const kept = abridged && size > 2 * edge ? [...all.slice(0, edge), undefined, ...all.slice(-edge)] : all;
  return kept.map((i) => {
    if (i === undefined) return undefined;
    return rest.length === 0 ? offset + i : shown(rest, abridged, offset + i * step);
  });
}

const leavesOf = (places: Places): number[] =>
  places.flatMap((place) => (typeof place === "object" ? leavesOf(place) : (place ?? [])));

/** Rows inside rows: a line for each, an empty one more for each axis above the last two. */
function bracket(places: Places, rank: number, axes: number, cell: (place: number) => string): string {
  const indent = " ".repeat(axes - rank + 1);
  const parts = places.map((part) => {
    if (part === undefined) return "...";
    return typeof part === "number" ? cell(part) : bracket(part, rank - 1, axes, cell);
  });
  if (rank > 1) return `[${parts.join("\n".repeat(rank - 1) + indent)}]`;
  const lines = parts.reduce<string[]>((done, part) => {
    const line = done.at(-1);
    // One character is kept for each bracket that closes here.
    if (line === undefined) return [indent + part];
    if (line.length + 1 + part.length <= width - axes) return [...done.slice(0, -1), `${line} ${part}`];
    return [...done.slice(0, -1), line.trimEnd(), indent + part];
  }, []);
  return `[${lines.join("\n").slice(indent.length)}]`;
}

/** One number alone: all its digits. */
function scalar(x: number, dtype: DType): string {
  if (dtype === "bool") return x === 0 ? "False" : "True";
  if (dtype === "int32") return String(x);
  if (!Number.isFinite(x)) return special(x);
  const [digits, exponent] = shortest(Math.abs(x), dtype);
  if (exponent < -4 || exponent >= 16)
    return `${signOf(x)}${pointed(digits).replace(/\.$/, "")}e${power(exponent, 2)}`;
  return signOf(x) + Math.abs(x).toFixed(Math.max(1, digits.length - 1 - exponent));
}

/** How each element is written so that all of them have one width. */
function formatter(elements: readonly number[], dtype: DType): (x: number) => string {
  const text = isFloat(dtype) ? floats(elements, dtype) : (x: number) => scalar(x, dtype);
  const wide = Math.max(...elements.map((x) => text(x).length));
  return (x) => text(x).padStart(wide);
}

function floats(elements: readonly number[], dtype: DType): (x: number) => string {
  const finite = elements.filter(Number.isFinite).map(Math.abs);
  const sizes = finite.filter((x) => x > 0);
  const [most, least] = [Math.max(...sizes), Math.min(...sizes)];
  // Where none is above 0, none of these holds.
  const write = most >= 1e8 || least < 1e-4 || most / least > 1000 ? inPowers : inDecimals;
  const text = write(finite, dtype);
  return (x) => (Number.isFinite(x) ? signOf(x) + text(Math.abs(x)) : special(x));
}

/** Points aligned: `0.5 `, `0.25`, `10.  `. */
function inDecimals(finite: readonly number[], dtype: DType): (x: number) => string {
  const parts = (x: number): readonly [string, string] => {
    const [digits, exponent] = shortest(x, dtype);
    const places = Math.min(precision, Math.max(0, digits.length - 1 - exponent));
    const [whole, decimals = ""] = x.toFixed(places).split(".") as [string, string?];
    return [whole, decimals.replace(/0+$/, "")];
  };
  const places = Math.max(0, ...finite.map((x) => parts(x)[1].length));
  return (x) => `${parts(x)[0]}.${parts(x)[1].padEnd(places)}`;
}

/** One number of decimals, one of digits in the exponent: `1.0e+09`, `1.5e+00`. */
function inPowers(finite: readonly number[], dtype: DType): (x: number) => string {
  const parts = (x: number) => parted(x.toExponential(Math.min(precision, shortest(x, dtype)[0].length - 1)));
  const all = finite.map(parts);
  const length = Math.max(...all.map(([digits]) => digits.length));
  const wide = Math.max(2, ...all.map(([, exponent]) => String(Math.abs(exponent)).length));
  return (x) => `${pointed(parts(x)[0].padEnd(length, "0"))}e${power(parts(x)[1], wide)}`;
}

const signOf = (x: number): string => (x < 0 || Object.is(x, -0) ? "-" : "");
const special = (x: number): string => String(x).toLowerCase().replace("infinity", "inf");
const pointed = (digits: string): string => `${digits[0]}.${digits.slice(1)}`;
const power = (exponent: number, wide: number): string =>
  (exponent < 0 ? "-" : "+") + String(Math.abs(exponent)).padStart(wide, "0");

/** The digits of a number, and the power of ten of the first one. */
type Parts = readonly [digits: string, exponent: number];

/** The fewest digits that no other number of the type has. */
const shortest = (size: number, dtype: DType): Parts =>
  parted((dtype === "float32" ? shortestFloat32(size) : size).toExponential());

function parted(text: string): Parts {
  const [mantissa, exponent] = text.split("e") as [string, string];
  return [mantissa.replace(".", "").replace(/(?<=.)0+$/, ""), Number(exponent)];
}
