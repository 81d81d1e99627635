import { expect, test } from "vitest";
import { briefScale } from "./scale.ts";

const labels = (high: number): string[] =>
  briefScale([0, high], [0, 100], { count: 3 }).ticks.map(({ label }) => label);

test("thousands are written as k where there are some, and nothing is written as 0", () => {
  expect(labels(1)).toEqual(["0", "0.5", "1.0"]);
  expect(labels(900)).toEqual(["0", "200", "400", "600", "800"]);
  expect(labels(10_000)).toEqual(["0", "5k", "10k"]);
  expect(labels(500_000_000)).toEqual(["0", "200M", "400M"]);
});
