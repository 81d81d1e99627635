import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cameraOf } from "../../../engine/frame.ts";
import { materialOf } from "../../../engine/material.ts";
import { openedOf } from "../../../engine/opened.ts";
import { sessionOf } from "../../../engine/session.ts";
import type { Stage } from "../../../engine/stage.ts";
import { initialSettings, runOf } from "../../../state/settings.ts";
import * as engine from "../engine.ts";
import { publishedName } from "./files.ts";
import { digitsRun } from "./run.ts";

const names = ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"].map(
  (name) => `${name}-ubyte.gz`,
);
const folder = process.env.CHAINRULE_DATA_DIR && join(process.env.CHAINRULE_DATA_DIR, "mnist");
const nothing = {} as Stage;

/** A data set of the family with pictures of 2 x 2: a label for each, its pixels all alike. */
const idx = (labels: readonly number[]) => ({
  images: Uint8Array.of(
    0,
    0,
    8,
    3,
    0,
    0,
    0,
    labels.length,
    0,
    0,
    0,
    2,
    0,
    0,
    0,
    2,
    ...labels.flatMap((l) => [l * 25, 0, 0, 255]),
  ),
  labels: Uint8Array.of(0, 0, 8, 1, 0, 0, 0, labels.length, ...labels),
});

test("files are known by what they hold, packed or not", () => {
  expect(publishedName("train-images.idx3-ubyte")).toBe("train-images-idx3-ubyte.gz");
  expect(publishedName("t10k-labels-idx1-ubyte")).toBe("t10k-labels-idx1-ubyte.gz");
  expect(publishedName("iris.csv")).toBeUndefined();
});

test("a run of pictures is judged by its test part, cell by cell", async () => {
  const [train, fresh] = [idx([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), idx([3, 3, 7])];
  const files = [train.images, train.labels, fresh.images, fresh.labels];
  const taken = await engine.takePictures(
    nothing,
    files.map((bytes, i) => ({ name: names[i]!, bytes })),
  );
  expect(taken).toEqual({ name: "mnist", examples: 10, fresh: 3 });
  const settings = { ...runOf(initialSettings()), ...digitsRun("mnist"), batch: 5 };
  const session = sessionOf(settings, materialOf(settings));
  const stage: Stage = { session: () => session };
  session.advance(4);
  const { counts, examples, accuracy, fresh: isFresh } = engine.confusion(stage);
  expect([examples, isFresh]).toEqual([3, true]);
  expect(counts[33]! + counts[77]!).toBe(Math.round(3 * accuracy));
  const threes = Array.from({ length: 10 }, (_, p) => engine.cell(stage, 3, p, 24));
  expect(threes.reduce((sum, { length }) => sum + length, 0)).toBe(8);
  expect(engine.tiles(stage, 50)).toHaveLength(200);
  const outputs = engine.judgeDrawing(stage, new Float32Array(4));
  expect(outputs.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
  session.release();
});

test.skipIf(!folder)(
  "MNIST learns with the engine (needs CHAINRULE_DATA_DIR with a folder mnist)",
  async () => {
    const files = names.map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(folder!, name))) }));
    expect(await engine.takePictures(nothing, files)).toEqual({
      name: "mnist",
      examples: 60_000,
      fresh: 10_000,
    });
    const settings = { ...runOf(initialSettings()), ...digitsRun("mnist") };
    const session = sessionOf(settings, materialOf(settings));
    const opened = openedOf(session, [0, 1]);
    expect(opened.cloud.plane).toBe(false);
    cameraOf(session, opened).take({ generation: 0, known: 0, resolution: 100 });
    session.advance(600);
    const confusion = engine.confusion({ session: () => session });
    expect(confusion.examples).toBe(10_000);
    expect(confusion.accuracy).toBeGreaterThan(0.85);
    session.release();
  },
);
