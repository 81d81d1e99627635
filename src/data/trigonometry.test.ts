import { expect, test } from "vitest";
import { cos, sin } from "./trigonometry.ts";

/** Values from mpmath at 50 digits, rounded to double. */
test.each([
  [1e-9, 1e-9, 1.0],
  [0.3, 0.29552020666133955, 0.955336489125606],
  [1.0, 0.8414709848078965, 0.5403023058681398],
  [Math.PI / 2, 1.0, 6.123233995736766e-17],
  [2.5, 0.5984721441039565, -0.8011436155469337],
  [-3.12, -0.02159097572609596, -0.9997668877129283],
  [6.24, -0.04317188520872868, 0.9990676595343903],
  [12.48, -0.08626326862634386, 0.9962723766550488],
  [-25.0, 0.13235175009777303, 0.9912028118634736],
  [100.0, -0.5063656411097588, 0.8623188722876839],
  [31415.926535897932, -4.85682353956849e-13, 1.0],
  [500000.25, -0.07115772894339108, -0.9974650758856768],
])("sin(%d) and cos(%d) are within an ulp of the truth", (x, sine, cosine) => {
  expect(ulps(sin(x), sine)).toBeLessThanOrEqual(1);
  expect(ulps(cos(x), cosine)).toBeLessThanOrEqual(1);
});

test("over the range that data sets use, sine and cosine are within an ulp of the engine's own", () => {
  for (let i = -20_000; i <= 20_000; i++) {
    const x = i * 0.00731 + 1e-9 * i * i;
    expect(ulps(sin(x), Math.sin(x)), `sin(${x})`).toBeLessThanOrEqual(1);
    expect(ulps(cos(x), Math.cos(x)), `cos(${x})`).toBeLessThanOrEqual(1);
  }
});

test("the multiples of pi that the curves end on", () => {
  expect(sin(Math.PI)).toBe(1.2246467991473532e-16);
  expect(cos(Math.PI)).toBe(-1);
  expect(sin(0)).toBe(0);
  expect(cos(0)).toBe(1);
});

/** Distance in units in the last place. */
function ulps(a: number, b: number): number {
  const bits = (v: number) => new BigInt64Array(Float64Array.of(v).buffer)[0]!;
  return Math.abs(Number(bits(a) - bits(b)));
}
