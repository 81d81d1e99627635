import { readFileSync } from "node:fs";
import { random } from "numpy-ts/core";
import { expect, test } from "vitest";
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
