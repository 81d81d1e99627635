import { expect, test } from "vitest";
import { remembered } from "./remember.ts";

test("the same arguments give the same object, whatever the order of asking", () => {
  let made = 0;
  const pair = remembered((a: unknown, b?: unknown) => [a, b, made++]);
  const first = pair({ units: 4 }, [1]);
  pair({ units: 5 }, [1]);
  expect(pair({ units: 4 }, [1])).toBe(first);
  expect(made).toBe(2);
});

test("numbers that JSON cannot write are told apart", () => {
  const box = remembered((x: unknown) => ({ x }));
  const numbers = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1, null];
  expect(new Set(numbers.map((x) => box(x))).size).toBe(5);
});

test("what was not asked for the longest is forgotten", () => {
  const box = remembered((x: number) => ({ x }));
  const [zero, one] = [box(0), box(1)];
  for (let x = 2; x < 32; x++) box(x);
  box(0);
  box(32);
  expect([box(0) === zero, box(1) === one]).toEqual([true, false]);
});
