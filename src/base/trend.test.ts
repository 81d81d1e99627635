import { expect, test } from "vitest";
import { stillSince, trendOf } from "./trend.ts";

const epochs = (count: number, loss: (epoch: number) => number) =>
  Float64Array.from({ length: count }, (_, i) => loss(i));

test("a loss falls, rises or stays, by what it does in the last tenth of the run", () => {
  expect(trendOf(epochs(100, (i) => 0.7 / (1 + i)))).toBe("falls");
  expect(trendOf(epochs(100, (i) => 0.5 + i / 1000))).toBe("rises");
  expect(trendOf(epochs(100, () => 0.5))).toBe("stays");
  expect(trendOf([])).toBe("stays");
  expect(trendOf([0.7, 0.6, 0.5, 0.9], 3)).toBe("falls");
});

test("a wide swing is no fall, also where the last point is below the one before", () => {
  expect(trendOf(epochs(50, (i) => (i % 2 ? 11_011 : 9)))).toBe("swings");
  expect(trendOf(epochs(51, (i) => (i % 2 ? 11_011 : 9)))).toBe("swings");
  expect(trendOf(epochs(40, (i) => (i === 0 ? 0.69 : i % 3)))).toBe("swings");
});

test("a loss that trembles near its floor does not swing", () => {
  expect(trendOf(epochs(100, (i) => 0.001 + (i % 2 ? 0.001 : 0) + 0.7 * Math.exp(-i)))).not.toBe("swings");
  expect(trendOf(epochs(100, (i) => 0.5 + (i % 2 ? 0.02 : 0)))).not.toBe("swings");
});

test("a loss that has gone far above where it began is told from one that rises a little", () => {
  expect(trendOf(epochs(50, (i) => 0.69 + i))).toBe("above");
  expect(trendOf(epochs(50, (i) => 0.69 + i / 100))).toBe("rises");
});

test("a loss that stands still for half of a run is told from one that moves, is short, or is as good as 0", () => {
  expect(stillSince(epochs(100, (i) => (i < 40 ? 9 - i / 10 : 5)))).toBe(41);
  expect(stillSince(epochs(100, (i) => (i < 60 ? 9 - i / 10 : 3)))).toBeUndefined();
  expect(stillSince(epochs(100, () => 3.2e10))).toBe(1);
  expect(stillSince(epochs(100, (i) => 0.5 + 1e-5 * i))).toBeUndefined();
  expect(stillSince(epochs(9, () => 5))).toBeUndefined();
  expect(stillSince(epochs(100, () => 1e-7))).toBeUndefined();
  expect(stillSince([])).toBeUndefined();
});
