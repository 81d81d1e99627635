import { expect, test } from "vitest";
import { RandomState } from "../../../src/array/random.ts";
import { twister } from "./twister.ts";

const seeds = [0, 3, 42, 4294967295];

test.each(seeds)("uniform numbers of seed %i have NumPy's bits", (seed) => {
  const own = twister();
  own.seed(seed);
  expect([...own.rand(2000)]).toEqual([...new RandomState(seed).rand(2000)]);
});

test.each(seeds)("a permutation of seed %i is NumPy's", (seed) => {
  const own = twister();
  own.seed(seed);
  expect([...own.permutation(1000)]).toEqual([...new RandomState(seed).permutation(1000)]);
});

test("normal numbers are NumPy's to the last digit but one, and mostly to the last", () => {
  const own = twister();
  own.seed(3);
  const [theirs, mine] = [new RandomState(3).randn(100_000), own.randn(100_000)];
  expect(mine[0]).toBeCloseTo(1.7886284734303186, 15);
  const others = mine.filter((z, i) => z !== theirs[i]);
  expect(others.length).toBeLessThan(4000);
  for (const [i, z] of mine.entries())
    expect(Math.abs(z - theirs[i]!)).toBeLessThanOrEqual(5e-16 * Math.abs(z));
});

test("a state that is put back gives the same numbers again", () => {
  const own = twister();
  own.seed(7);
  own.rand(1000);
  const state = own.get_state();
  const next = [...own.rand(5)];
  own.set_state(state);
  expect([...own.rand(5)]).toEqual(next);
});
