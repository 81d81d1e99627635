import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { asArray } from "../array/convert.ts";
import { writeSafetensors } from "../formats/safetensors.ts";
import type { Checkpoint } from "../train/checkpoint.ts";
import { readCheckpoint, writeCheckpoint } from "./checkpointFile.ts";

const folder = mkdtempSync(join(tmpdir(), "chainrule-checkpoint-"));
const path = join(folder, "checkpoint.safetensors");

const checkpoint: Checkpoint = {
  arrays: new Map([
    ["W1", asArray([[0.1, -0]], "float64")],
    ["W1.velocity", asArray([[1e-300, 3]], "float64")],
    ["best.W1", asArray([[5, 6]], "float64")],
  ]),
  progress: {
    version: 1,
    run: { network: "n", settings: "s", data: "d" },
    epoch: 2,
    step: 1,
    steps: 9,
    sums: { loss: 0.1 + 0.2, hits: 3, examples: 4 },
    history: {
      loss: Float64Array.of(0.7, Number.POSITIVE_INFINITY),
      accuracy: Float64Array.of(0.5, Number.NaN),
      learningRate: Float64Array.of(0.1, 0.1),
    },
    watch: { best: 0.3, epochsWithout: 1 },
  },
};

test("a checkpoint comes back from its file with every bit", async () => {
  await writeCheckpoint(path, checkpoint);
  const { arrays, progress } = await readCheckpoint(path);
  expect([...arrays.keys()]).toEqual(["W1", "W1.velocity", "best.W1"]);
  expect(arrays.get("W1")!.data).toEqual(Float64Array.of(0.1, -0));
  expect(arrays.get("W1.velocity")!.data).toEqual(Float64Array.of(1e-300, 3));
  expect(progress).toEqual(checkpoint.progress);
});

test.each([
  ["{}", /expected the whole progress of a run but got a part of it/],
  ["{", /expected the whole progress of a run/],
  ["null", /expected the whole progress of a run/],
  [
    '{"version": 2}',
    /expected a checkpoint of version 1 but got version 2\. It was written by a newer Chainrule/,
  ],
])("a checkpoint that says %s is refused", async (progress, sentence) => {
  const bad = join(folder, "bad.safetensors");
  writeFileSync(bad, writeSafetensors(new Map([["W1", asArray([1])]]), { progress }));
  await expect(readCheckpoint(bad)).rejects.toThrow(sentence);
});
