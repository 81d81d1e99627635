import type { NDArray } from "../../array/ndarray.ts";
import { fail } from "../../base/error.ts";
import type { Examples } from "../../data/dataset.ts";
import { undoScaling } from "../../data/scaling.ts";
import { materialAgain } from "../../formats/material/again.ts";
import { encodeDataset, encodeTable, encodingOf, targetScaling } from "../../formats/material/encoded.ts";
import { type Judgement, judge } from "../../metrics/judge.ts";
import { judgementReport } from "../../metrics/report.ts";
import { writeFileAtomic } from "../../node/files.ts";
import { confusionMatrixPlot } from "../../plot/index.ts";
import { chooseLoss } from "../../train/choose.ts";
import { engineOf } from "../engine.ts";
import { type Io, pathIn, say } from "../io.ts";
import type { evaluateOptions } from "../options/evaluate.ts";
import { pictureBytes } from "../pictureFile.ts";
import { load, loadAgain } from "../source.ts";
import type { Given } from "../spec.ts";
import { openTrained, refuseAlone, type Trained } from "../trained.ts";
import { foundSource } from "../whereabouts.ts";
import { percent, significant } from "../words.ts";

type EvaluateGiven = Given<typeof evaluateOptions>;

/** Judges a trained network. */
export async function evaluate(
  io: Io,
  [path = "", name]: readonly string[],
  given: EvaluateGiven,
): Promise<number> {
  const backend = await engineOf(given.engine);
  const trained = await openTrained(io, path);
  const { model, data } = trained;
  const { x, y } = await examplesFor(io, path, trained, name, given);
  const measure = chooseLoss(model.network, trained.run?.settings.loss);
  const { loss, accuracy } = await model.evaluate(x, y, { loss: measure, backend });
  const scaling = targetScaling(encodingOf(data));
  const own = (values: NDArray) => (scaling ? undoScaling(scaling, values) : values);
  const judgement = judge(data.task, own(await model.predict(x, { backend })), own(y), data.classes);
  if (given.out !== undefined) await drawConfusion(pathIn(io, given.out), judgement);
  if (given.json) {
    const { scores, ...rest } = judgement;
    const accurate = accuracy === undefined ? {} : { accuracy };
    say(io.stdout, JSON.stringify({ loss, ...accurate, ...rest, metrics: scores }));
    return 0;
  }
  const right = accuracy === undefined ? "" : `  accuracy ${percent(accuracy)}`;
  say(
    io.stdout,
    `loss ${significant(loss, 6)} (${measure.name}${scaling ? `, of the scaled ${data.targets.join(", ")}` : ""})${right}\n\n${judgementReport(judgement)}`,
  );
  return 0;
}

/** Data that was named whole; else the test part of the run's data, or all of it where it has none. */
async function examplesFor(
  io: Io,
  path: string,
  { run, data }: Trained,
  name: string | undefined,
  given: EvaluateGiven,
): Promise<Examples> {
  if (name === undefined) {
    if (!run) return refuseAlone("evaluate", path);
    const { test, training } = materialAgain(
      await loadAgain(io, foundSource(io, path, run.data.source), given),
      run.data,
    );
    return test ?? training;
  }
  const encoding = encodingOf(data);
  const loaded = await load(io, name, given, { known: encoding });
  return "dataset" in loaded
    ? encodeDataset(encoding, loaded.dataset.test ?? loaded.dataset, loaded.dataset)
    : encodeTable(encoding, loaded.parts.table);
}

async function drawConfusion(path: string, { confusion, classes }: Judgement): Promise<void> {
  if (!confusion)
    fail("usage", {
      who: "--out",
      expected: "a network that tells classes apart, for a confusion matrix",
      got: "a regression",
    });
  const svg = confusionMatrixPlot(
    confusion,
    classes!.map(({ name }) => name),
  );
  await writeFileAtomic(path, await pictureBytes(svg, path));
}
