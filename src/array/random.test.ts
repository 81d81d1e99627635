import { readFileSync } from "node:fs";
import { random, wasmFreeBytes } from "numpy-ts/core";
import { expect, test } from "vitest";
import { ChainruleError } from "../base/error.ts";
import { RandomState } from "./random.ts";

interface Stream {
  readonly seed: number;
  readonly [draw: string]: number | number[];
}
const golden: { streams: Stream[] } = JSON.parse(
  readFileSync(new URL("../../test/golden/data.json", import.meta.url), "utf8"),
);

test.each(golden.streams)("seed $seed gives NumPy's bits over a stream of mixed draws", (stream) => {
  const rng = new RandomState(stream.seed);
  const drawn = {
    randn3: rng.randn(3),
    randn0: rng.randn(0),
    rand2: rng.rand(2),
    randn4: rng.randn(4),
    permutation7: rng.permutation(7),
    uniform3: rng.uniform(-2.5, 4, 3),
    normal5: rng.normal(10, 0.1, 5),
    randn1: rng.randn(1),
    permutation1: rng.permutation(1),
    permutation300Head: rng.permutation(300).slice(0, 10),
    rand1: rng.rand(1),
  };
  for (const [draw, numbers] of Object.entries(drawn)) expect([...numbers], draw).toEqual(stream[draw]);
});

test("two streams and the one of numpy-ts do not disturb each other", () => {
  random.seed(1);
  const a = new RandomState(3);
  const b = new RandomState(42);
  expect(a.randn(1)[0]).toBe(1.7886284734303186);
  expect(b.randn(1)[0]).toBe(0.4967141530112327);
  expect(a.randn(1)[0]).toBe(0.43650985051198943);
  expect(b.randn(1)[0]).toBe(-0.13826430117118466);
  expect(random.random()).toBe(0.417022004702574);
});

test("a generator goes on from its position, the waiting normal number included", () => {
  const rng = new RandomState(3);
  rng.randn(1);
  const position = JSON.parse(JSON.stringify(rng.position));
  const resumed = RandomState.from(position);
  expect([...resumed.randn(2)]).toEqual([0.43650985051198943, 0.09649746807200862]);
  expect([...rng.randn(2)]).toEqual([0.43650985051198943, 0.09649746807200862]);
});

test.each([-1, 0.5, 2 ** 32, Number.NaN])("a seed of %s is refused", (seed) => {
  expect(() => new RandomState(seed)).toThrow(
    `seed: expected an integer from 0 to 4294967295 but got ${seed}.`,
  );
});

test("draws of every kind leave the memory of numpy-ts as they found it", () => {
  const rng = new RandomState(3);
  const draw = () => [rng.rand(250_001), rng.randn(250_001), rng.permutation(50_000)];
  draw();
  const free = wasmFreeBytes();
  for (let i = 0; i < 20; i++) draw();
  expect(free - wasmFreeBytes()).toBeLessThan(1000);
});

test.each(["rand", "randn"] as const)(
  "one large %s is NumPy's stream, past the size drawn at once",
  (kind) => {
    const large = new RandomState(3)[kind](200_003);
    const rng = new RandomState(3);
    const small = [50_001, 49_998, 1, 1, 100_002].flatMap((n) => [...rng[kind](n)]);
    expect([...large]).toEqual(small);
    // From numpy.random.RandomState(3).
    const at = {
      rand: { 99999: 0.8902598282457762, 100000: 0.7260404644169492, 200002: 0.3574889042599847 },
      randn: { 99999: -0.2877215101816428, 100000: -0.4208876668170408, 200002: -3.5115683666430306 },
    }[kind];
    for (const [i, value] of Object.entries(at)) expect(large[Number(i)], i).toBe(value);
  },
);

test.each([
  ["permutation", 1e8],
  ["rand", 1e13],
  ["randn", 1e13],
] as const)("a %s too large for memory is refused in a sentence, and the stream goes on", (kind, n) => {
  const rng = new RandomState(3);
  const draw = () => rng[kind](n);
  expect(draw).toThrow(ChainruleError);
  expect(draw).toThrow(`random numbers: expected a count that fits in memory but got ${n}. Ask for fewer.`);
  expect(rng.randn(1)[0]).toBe(1.7886284734303186);
});
