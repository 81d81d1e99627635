import { expect, test } from "vitest";
import { latest } from "./begin.ts";

test("of what is asked while something is being done only the last is done", async () => {
  const done: number[] = [];
  const release: (() => void)[] = [];
  const ask = latest<number>((value) => {
    done.push(value);
    return new Promise<void>((resolve) => release.push(resolve));
  });
  for (const value of [1, 2, 3]) ask(value);
  expect(done).toEqual([1]);
  release.shift()!();
  await Promise.resolve();
  await Promise.resolve();
  expect(done).toEqual([1, 3]);
});
