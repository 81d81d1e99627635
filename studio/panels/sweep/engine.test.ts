import { afterEach, expect, test } from "vitest";
import { sequential } from "../../../src/train/model.ts";
import { materialOf } from "../../engine/material.ts";
import { sessionOf } from "../../engine/session.ts";
import { fitOptions, layersOf } from "../../engine/setup.ts";
import type { Stage } from "../../engine/stage.ts";
import { initialSettings, type RunSettings, runOf } from "../../state/settings.ts";
import { advance, begin, fields } from "./engine.ts";
import type { Turn } from "./sweeping.ts";
import { runsOf } from "./variants.ts";

const settings: RunSettings = runOf(initialSettings());
const noStage: Stage = {
  session: () => {
    throw new Error("a sweep asks nothing of the stage");
  },
};

async function finished(): Promise<Turn[]> {
  const turns: Turn[] = [];
  do turns.push(await advance(noStage, 40));
  while (!turns.at(-1)!.done);
  return turns;
}

const scoreAt = (turns: readonly Turn[], run: number, mark: number) =>
  turns.flatMap(({ scores }) => scores).find((one) => one.run === run && one.mark === mark)!.score;

afterEach(() => {
  begin(noStage, [[{ ...settings, epochs: 1 }]], [0, 1]);
});

test("a run of a sweep ends where fit ends, with the same accuracy and loss to the last bit", async () => {
  const { marks } = begin(noStage, runsOf(settings, "units", ["2", "4"], 1), [0, 1]);
  const turns = await finished();
  const { training, fresh } = materialOf(settings);
  const model = sequential(2, layersOf(settings));
  const run = await model.fit(training.x, training.y, fitOptions(settings));
  const score = scoreAt(turns, 1, marks.length - 1);
  expect(run.last.accuracy).toBe(0.905);
  expect(score.training.accuracy).toBe(run.last.accuracy);
  expect(score.training.loss).toBe(run.last.loss);
  const unseen = await model.evaluate(fresh!.x, fresh!.y);
  expect(score.fresh!.accuracy).toBe(unseen.accuracy);
  expect(score.fresh!.loss).toBe(unseen.loss);
});

test("runs of a group go side by side, and groups one after the other", async () => {
  const short = { ...settings, epochs: 10 };
  const { marks } = begin(noStage, runsOf(short, "units", ["1", "2"], 2), [0, 1]);
  const scores = (await finished()).flatMap((turn) => turn.scores);
  expect(marks).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(scores.slice(0, 4).map(({ run, mark }) => [run, mark])).toEqual([
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ]);
  expect(scores.slice(20, 22).map(({ run, mark }) => [run, mark])).toEqual([
    [2, 0],
    [3, 0],
  ]);
  expect(scores.length).toBe(40);
});

test("the small picture at a mark is that of the run at that epoch, also when the run has gone on", async () => {
  const short = { ...settings, epochs: 10 };
  begin(noStage, runsOf(short, "units", ["4"], 1), [0, 1]);
  await finished();
  const [picture] = fields(noStage, [0], 4);
  const session = sessionOf(short, materialOf(short));
  session.seek(5);
  const { openedOf } = await import("../../engine/opened.ts");
  const { cameraOf } = await import("../../engine/frame.ts");
  const frame = cameraOf(session, openedOf(session, [0, 1])).take({
    generation: 0,
    known: 0,
    resolution: 48,
  });
  expect(picture).toEqual(frame.field!.output);
  expect(fields(noStage, [0], 99)).toEqual([undefined]);
});

test("a run that leaves the finite numbers is told of with the library's sentence, and the others go on", async () => {
  const wild = { ...settings, data: "linearRegression", layers: "4:relu,1", epochs: 60 };
  begin(noStage, runsOf(wild, "rate", ["1e9", "0.001"], 1), [0]);
  const turns = await finished();
  expect(turns.flatMap(({ faults }) => faults)).toEqual([
    { run: 0, sentence: expect.stringContaining("expected a finite loss") },
  ]);
  expect(Number.isFinite(scoreAt(turns, 1, 10).training.loss)).toBe(true);
});

test("the share of what was done grows from turn to turn up to 1", async () => {
  begin(noStage, runsOf({ ...settings, epochs: 400 }, "units", ["1", "2", "3"], 2), [0, 1]);
  const shares: number[] = [];
  for (let done = false; !done; ) {
    const turn = await advance(noStage, 4);
    shares.push(turn.share);
    done = turn.done;
  }
  expect(shares.at(-1)).toBe(1);
  expect(shares.length).toBeGreaterThan(1);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
});

test("a value that no network can have is refused before anything is trained, in the library's sentence", () => {
  expect(() => begin(noStage, runsOf(settings, "units", ["4", "0"], 1), [0, 1])).toThrow(
    'layers, piece 1 of 2, "0:tanh": dense: expected a positive whole number of units but got 0.',
  );
  expect(() => begin(noStage, runsOf(settings, "rate", ["0.1", "x"], 1), [0, 1])).toThrow(
    'learning rate: expected a number or a schedule but got "x". Known: ',
  );
  expect(() => begin(noStage, [[]], [0, 1])).toThrow("sweep: expected 1 to 200 runs but got 0.");
});
