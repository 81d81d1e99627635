import { expect, test } from "vitest";
import { numbers } from "./numbers.ts";

const { float32, float64 } = numbers;

test("float32 rounds after every operation", () => {
  expect(float32.add(1, 2 ** -24)).toBe(1);
  expect(float32.add(1, 3 * 2 ** -24)).toBe(1 + 2 ** -22);
  expect(float32.mul(Math.fround(0.1), Math.fround(0.1))).toBe(Math.fround(0.010000000707805157));
  expect(float32.div(1, 3)).toBe(0.3333333432674408);
  expect(float32.sqrt(2)).toBe(1.4142135381698608);
  expect(float32.constant(0.1)).toBe(0.10000000149011612);
  expect(float64.add(1, 2 ** -24)).toBe(1 + 2 ** -24);
});

test("minimum and maximum keep NaN and order the zeros", () => {
  for (const k of [float32, float64]) {
    expect(k.minimum(Number.NaN, 1)).toBe(Number.NaN);
    expect(k.maximum(1, Number.NaN)).toBe(Number.NaN);
    expect(k.minimum(0, -0)).toBe(-0);
    expect(k.maximum(-0, 0)).toBe(0);
  }
});

test("scale rounds once, into the subnormal numbers too", () => {
  // 3/2 of the least number is a tie, decided once; rounding to an intermediate number first would decide it twice.
  expect(float64.scale(1.5, -1074)).toBe(2 * Number.MIN_VALUE);
  expect(float64.scale(1 + 2 ** -52, -1075)).toBe(Number.MIN_VALUE);
  expect(float64.scale(1, -1075)).toBe(0);
  expect(float64.scale(1.25, 1023)).toBe(1.25 * 2 ** 1023);
  expect(float64.scale(0.75, 1024)).toBe(1.5 * 2 ** 1023);
  expect(float64.scale(1, 1024)).toBe(Number.POSITIVE_INFINITY);
  expect(float32.scale(1.5, -149)).toBe(2 ** -148);
  expect(float32.scale(1 + 2 ** -23, -150)).toBe(2 ** -149);
  expect(float32.scale(0.75, 128)).toBe(1.5 * 2 ** 127);
  expect(float32.scale(1, 128)).toBe(Number.POSITIVE_INFINITY);
  expect(float64.scale(Number.NaN, Number.NaN)).toBe(Number.NaN);
});

test("exponent is the floor of the binary logarithm", () => {
  for (const k of [float32, float64]) {
    expect([0.75, 1, 1.999, -2, 3].map((x) => k.exponent(x))).toEqual([-1, 0, 0, 1, 1]);
  }
  expect(float32.exponent(2 ** -126)).toBe(-126);
  expect(float64.exponent(2 ** -1022)).toBe(-1022);
  // The exponent field of infinity: log counts on it for arguments whose product with sqrt(2) overflows.
  expect(float32.exponent(Number.POSITIVE_INFINITY)).toBe(128);
  expect(float64.exponent(Number.POSITIVE_INFINITY)).toBe(1024);
});

test("a condition chooses, and a comparison with NaN does not hold", () => {
  const k = float64;
  expect(k.select(k.less(1, 2), 3, 4)).toBe(3);
  expect(k.select(k.less(2, 2), 3, 4)).toBe(4);
  expect(k.select(k.lessEqual(2, 2), 3, 4)).toBe(3);
  expect(k.select(k.equal(-0, 0), 3, 4)).toBe(3);
  expect(k.select(k.equal(Number.NaN, Number.NaN), 3, 4)).toBe(4);
});
