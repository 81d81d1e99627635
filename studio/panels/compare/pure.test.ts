import { expect, test } from "vitest";
import type { Opened } from "../../bridge/frame.ts";
import { initialSettings, runOf } from "../../state/settings.ts";
import { changeLines, differencesOf } from "./differences.ts";
import { fieldDifference, isComparable } from "./fieldDifference.ts";

const settings = runOf(initialSettings());
const field = (...output: number[]) => ({ resolution: 2, output: Float32Array.from(output), layers: [] });
const binary = { outputs: 1, task: "binary" } as const;

test("only settings that differ are named, as a link writes them", () => {
  const other = { ...settings, rate: "0.5", options: { samples: 100 }, bias: false };
  expect(differencesOf(settings, other)).toEqual([
    { key: "options", values: ["", "samples:100"] },
    { key: "bias", values: ["1", "0"] },
    { key: "rate", values: ["1.2", "0.5"] },
  ]);
  expect(differencesOf(settings, settings)).toEqual([]);
});

test("changes on the way are listed in the order they take effect", () => {
  expect(changeLines("500 W1[2] 0.5; 100 lr 0.3; 700 layers 4:relu,1:sigmoid")).toEqual([
    { step: 100, what: "lr 0.3" },
    { step: 500, what: "W1[2] = 0.5" },
    { step: 700, what: "4:relu,1:sigmoid" },
  ]);
});

test("a difference has the sign of the first less the second, and knows where it is largest", () => {
  const { values, least, most, parted } = fieldDifference(
    field(0.75, 0.25, 0.5, 0.75),
    field(0.25, 0.5, 0.5, 0.75),
    binary,
    0,
  );
  expect([...values]).toEqual([0.5, -0.25, 0, 0]);
  expect([least, most]).toEqual([
    { value: -0.25, place: 1 },
    { value: 0.5, place: 0 },
  ]);
  expect(parted).toBe(0.5);
});

test("of several outputs one is compared, and a point is parted where another is the largest", () => {
  const [a, b] = [field(0.75, 0.25, 0.5, 0.5), field(0.25, 0.75, 0.25, 0.25)];
  const { values, parted } = fieldDifference(a, b, { outputs: 2, task: "multiclass" }, 1);
  expect([...values]).toEqual([-0.5, 0.25]);
  expect(parted).toBe(0.5);
});

test("pictures over other ranges are not subtracted", () => {
  const opened = (ranges: [number, number][], outputs = 1) =>
    ({ outputs, dataset: { task: "binary" }, cloud: { axes: [0, 1], ranges } }) as unknown as Opened;
  const here = opened([
    [0, 1],
    [0, 2],
  ]);
  expect(
    isComparable(
      here,
      opened([
        [0, 1],
        [0, 2],
      ]),
    ),
  ).toBe(true);
  expect(
    isComparable(
      here,
      opened([
        [0, 1],
        [0, 3],
      ]),
    ),
  ).toBe(false);
  expect(
    isComparable(
      here,
      opened(
        [
          [0, 1],
          [0, 2],
        ],
        2,
      ),
    ),
  ).toBe(false);
});
