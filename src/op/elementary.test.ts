import { expect, test } from "vitest";
import golden from "../../test/golden/elementary.json" with { type: "json" };
import type { FloatType } from "../base/dtype.ts";
import { erf } from "./erf.ts";
import { exp } from "./exp.ts";
import { expm1 } from "./expm1.ts";
import { gelu } from "./gelu.ts";
import { log } from "./log.ts";
import { log1p } from "./log1p.ts";
import { numbers } from "./numbers.ts";
import { sigmoid } from "./sigmoid.ts";
import { softplus } from "./softplus.ts";
import { tanh } from "./tanh.ts";

type Row = readonly number[];

const types: readonly FloatType[] = ["float32", "float64"];
const functions = { exp, expm1, log, log1p, tanh, sigmoid, softplus, erf, gelu };
type Name = keyof typeof functions;

/** `x`, as a number of the type. */
const numberOf = (dtype: FloatType, x: number): number => (dtype === "float32" ? Math.fround(x) : x);

const evaluate = (dtype: FloatType, name: Name, x: number): number =>
  functions[name].value(numbers[dtype], numberOf(dtype, x), {});

/** The distance between neighboring numbers of the type at `y`. */
function ulp(dtype: FloatType, y: number): number {
  const [digits, least] = dtype === "float32" ? [23, -149] : [52, -1074];
  let exponent = Math.floor(Math.log2(Math.abs(y)));
  if (2 ** exponent > Math.abs(y)) exponent -= 1;
  if (2 ** (exponent + 1) <= Math.abs(y)) exponent += 1;
  return 2 ** Math.max(exponent - digits, least);
}

/** How far the function is from the true value y + rest, in units of the last place. */
function error(dtype: FloatType, name: Name, [x = 0, y = 0, rest = 0]: Row): number {
  return Math.abs((evaluate(dtype, name, x) - y) / ulp(dtype, y) - rest);
}

/** Largest errors in units of the last place: float32, float64. */
const limits: Readonly<Record<Name, readonly [number, number]>> = {
  exp: [1, 1],
  expm1: [1.6, 2.1],
  log: [1, 0.9],
  log1p: [1.55, 1.55],
  tanh: [2, 2.15],
  sigmoid: [2.45, 2.45],
  softplus: [2.1, 2.5],
  erf: [1.85, 2.1],
  gelu: [9, 9],
};

for (const name of Object.keys(limits) as Name[]) {
  types.forEach((dtype, i) => {
    const limit = limits[name][i] as number;
    test(`${name} in ${dtype} is within ${limit} ulp of the true value`, () => {
      // Far below 0, gelu loses as many ulp as the argument of its exponential -z^2 / 2 counts.
      const allowed = (x: number) => (name === "gelu" && x < 0 ? limit + x * x : limit);
      const wrong = (golden[name][dtype] as Row[]).filter(
        (row) => !(error(dtype, name, row) <= allowed(row[0]!)),
      );
      expect(wrong).toEqual([]);
    });
  });
}

const inf = Number.POSITIVE_INFINITY;

/** Function, argument, result: exact in both types. */
// biome-ignore format: a line for each function
const exact: readonly (readonly [Name, number, number])[] = [
  ["exp", 0, 1], ["exp", -0, 1], ["exp", inf, inf], ["exp", -inf, 0], ["exp", 710, inf], ["exp", -746, 0],
  ["expm1", 0, 0], ["expm1", inf, inf], ["expm1", -inf, -1], ["expm1", -1000, -1], ["expm1", 710, inf],
  ["log", 1, 0], ["log", 0, -inf], ["log", -0, -inf], ["log", inf, inf], ["log", -1, Number.NaN],
  ["log", -inf, Number.NaN], ["log", -1e-30, Number.NaN],
  ["log1p", 0, 0], ["log1p", -1, -inf], ["log1p", inf, inf], ["log1p", -1.5, Number.NaN],
  ["log1p", -inf, Number.NaN],
  ["tanh", 0, 0], ["tanh", inf, 1], ["tanh", -inf, -1], ["tanh", 20, 1], ["tanh", -1000, -1],
  ["sigmoid", 0, 0.5], ["sigmoid", inf, 1], ["sigmoid", -inf, 0], ["sigmoid", 1000, 1], ["sigmoid", -1000, 0],
  ["softplus", inf, inf], ["softplus", -inf, 0], ["softplus", 1000, 1000], ["softplus", -1000, 0],
  ["erf", 0, 0], ["erf", inf, 1], ["erf", -inf, -1], ["erf", 7, 1], ["erf", -1000, -1],
  ["gelu", 0, 0], ["gelu", inf, inf], ["gelu", -inf, -0], ["gelu", 1000, 1000], ["gelu", -1000, -0],
];

for (const dtype of types) {
  test(`special values in ${dtype} are exact, signs of zero included`, () => {
    const wrong = exact.filter(([name, x, y]) => !Object.is(evaluate(dtype, name, x), y));
    expect(wrong).toEqual([]);
  });

  test(`NaN in ${dtype} stays NaN in every function`, () => {
    const results = Object.keys(limits).map((name) => evaluate(dtype, name as Name, Number.NaN));
    expect(results).toEqual(results.map(() => Number.NaN));
  });

  test(`tanh and erf in ${dtype} are odd, between -1 and 1`, () => {
    const { tanh, erf } = numbers[dtype];
    for (let i = 1; i <= 4000; i++) {
      const x = numberOf(dtype, i / 377);
      expect(tanh(-x)).toBe(-tanh(x));
      expect(erf(-x)).toBe(-erf(x));
      expect(tanh(x)).toBeLessThanOrEqual(1);
      expect(erf(x)).toBeLessThanOrEqual(1);
    }
  });
}

test("subnormal numbers are arguments and results like any others", () => {
  const { exp, expm1, log, log1p, tanh, sigmoid, softplus, erf } = numbers.float64;
  const least = Number.MIN_VALUE;
  expect(exp(-745.2)).toBe(0);
  expect(exp(-745.1)).toBe(least);
  expect(exp(-740)).toBe(85 * least);
  expect(sigmoid(-740)).toBe(85 * least);
  expect(softplus(-740)).toBe(85 * least);
  expect(log(least)).toBe(-744.4400719213812);
  expect([expm1, log1p, tanh, erf].map((f) => f(least))).toEqual([least, least, least, least]);

  const least32 = 2 ** -149;
  expect(numbers.float32.exp(Math.fround(-103.9))).toBe(least32);
  expect(numbers.float32.exp(-104)).toBe(0);
  expect(numbers.float32.log(least32)).toBe(Math.fround(-103.27892990343184));
  expect(numbers.float32.sigmoid(Math.fround(-103.9))).toBe(least32);
});

test("the last finite results come before infinity", () => {
  expect(numbers.float64.exp(709.782712893384)).toBe(1.7976931348622732e308);
  expect(numbers.float64.exp(709.7827128933841)).toBe(inf);
  expect(numbers.float64.expm1(709.782712893384)).toBe(1.7976931348622732e308);
  expect(numbers.float32.exp(Math.fround(88.72283))).toBe(Math.fround(3.4027985e38));
  expect(numbers.float32.exp(Math.fround(88.72284))).toBe(inf);
});

/** The next number of the type above `x`. */
function above(dtype: FloatType, x: number): number {
  const view = new DataView(new ArrayBuffer(8));
  if (dtype === "float32") {
    view.setFloat32(0, x);
    view.setInt32(0, view.getInt32(0) + (x < 0 ? -1 : 1));
    return view.getFloat32(0);
  }
  view.setFloat64(0, x);
  view.setBigInt64(0, view.getBigInt64(0) + (x < 0 ? -1n : 1n));
  return view.getFloat64(0);
}

/** Where a formula changes its exponent or its branch. */
const seams: readonly (readonly [Name, readonly number[]])[] = [
  ["exp", [-100.5, -3.5, -0.5, 0.5, 1.5, 10.5].map((n) => n * Math.LN2)],
  ["expm1", [-20.5, -1.5, -0.5, 0.5, 1.5, 10.5].map((n) => n * Math.LN2)],
  ["log", [-100.5, -1.5, -0.5, 0.5, 1.5, 20.5].map((n) => 2 ** n)],
  ["log1p", [-1.5, -0.5, 0.5, 1.5, 20.5].map((n) => 2 ** n - 1)],
  ["tanh", [0.25, 0.75, 1.25, 2.75].map((n) => n * Math.LN2)],
];

for (const [name, places] of seams) {
  test(`${name} never falls from one number to the next where its exponent changes`, () => {
    for (const dtype of types) {
      for (const place of places) {
        let x = numberOf(dtype, place);
        x -= 200 * ulp(dtype, x);
        for (let i = 0; i < 400; i++) {
          const next = above(dtype, x);
          expect(evaluate(dtype, name, next)).toBeGreaterThanOrEqual(evaluate(dtype, name, x));
          x = next;
        }
      }
    }
  });
}
