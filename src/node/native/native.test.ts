import { expect, test } from "vitest";
import { obstacleToNative } from "../../../test/support/native.ts";
import { input, ops } from "../../graph/build.ts";
import { hasFusedMultiplyAdd } from "../../run/engine.ts";
import { native } from "./native.ts";
import { isWorthCompiling, tiered } from "./tiered.ts";

const where = obstacleToNative === undefined ? "" : ` (${obstacleToNative})`;
const product = (n: number) => {
  const [a, b] = [input("a", [8, n], "float32"), input("b", [n, 32], "float32")];
  return { outputs: { c: ops.matmul(a, b) }, updates: [] };
};

test.skipIf(obstacleToNative !== undefined)(`fast lets products be added with one rounding${where}`, () => {
  // a^2 is 1 + 2^-11 + 2^-24, which rounds to 1 + 2^-11 in float32: the last part is left where it is not rounded.
  const a = 1 + 2 ** -12;
  const left = (fast: boolean) => {
    const [program] = native.prepare([product(2)], { fast });
    program.set(
      "a",
      Array.from({ length: 16 }, (_, i) => (i % 2 === 0 ? 1 : a)),
    );
    program.set(
      "b",
      Array.from({ length: 64 }, (_, i) => (i < 32 ? -1 - 2 ** -11 : a)),
    );
    program.run();
    return [program.backend, program.fused === true, ...new Set(program.read("c"))];
  };
  expect(left(false)).toEqual(["native", false, 0]);
  expect(left(true)).toEqual(["native", true, 2 ** -24]);
});

test("two ways to round do not follow each other: long runs are exact, short ones WebAssembly's", () => {
  const [short] = tiered.prepare([product(2)], { fast: true, runs: 1e6 });
  for (let i = 0; i < 10; i++) short.run(100_000);
  expect([short.backend, short.fused === true, short.note]).toEqual([
    "wasm",
    hasFusedMultiplyAdd(),
    undefined,
  ]);
  const [long] = tiered.prepare([product(2)], { fast: true, runs: 2e10 });
  expect([long.backend, long.fused === true]).toEqual(["wasm", false]);
  long.release();
});

test("what is left is worth compiling for where it takes twice as long as that", () => {
  // A small network's source has 80,000 characters: 0.9 s.
  expect([1700, 1900].map((left) => isWorthCompiling(left, 80_000))).toEqual([false, true]);
});
