import { dirname, join, relative } from "node:path";
import { fail } from "../../base/error.ts";
import type { Examples } from "../../data/dataset.ts";
import { reportData } from "../../explain/report/data.ts";
import { type ReportPicture, reportDocument } from "../../explain/report/document.ts";
import { type Report, type ReportOptions, report as reportOn } from "../../explain/report/report.ts";
import type { Explained } from "../../explain/trace/explain.ts";
import { makeFolder, writeFileAtomic } from "../../node/files.ts";
import { stepsIn } from "../../train/batches.ts";
import { sequential } from "../../train/model.ts";
import { defined } from "../defined.ts";
import { exitCodes } from "../exitCodes.ts";
import { type Io, pathIn, say } from "../io.ts";
import { prepareMaterial } from "../material.ts";
import { drawnNetwork, networkOptions } from "../options/network.ts";
import type { reportOptions } from "../options/report.ts";
import { trainingOptions } from "../options/training.ts";
import { countOption, realOption } from "../optionValues.ts";
import { trainingBar } from "../progress.ts";
import { reportPictures } from "../reportPictures.ts";
import { examplesOf } from "../runTrace.ts";
import { fitOptionsOf, networkOf } from "../settings.ts";
import { load } from "../source.ts";
import type { Given } from "../spec.ts";
import { namesTrained, openTrained, refuseBeside } from "../trained.ts";
import { type Writer, writerOf } from "../writer.ts";

type ReportGiven = Given<typeof reportOptions>;

/** What is reported on: a model, on examples, trained as options say. */
interface Subject {
  readonly model: Explained;
  readonly examples: Examples;
  readonly options: ReportOptions;
}

/** Reports on a network; resolves to 5 where training diverged, to 130 where it was interrupted. */
export async function report(io: Io, args: readonly string[], given: ReportGiven): Promise<number> {
  const writer = writerOf(io, given);
  const looks = countOption("--looks", given.looks, { from: 2 });
  const most = countOption("--examples", given.examples, { from: 1 });
  const range = rangeOf(given.range);
  const { model, examples, options } = await subjectOf(io, args, given);
  const folder = given.pictures === undefined ? undefined : pathIn(io, given.pictures);
  if (folder !== undefined) await makeFolder(folder);
  const watched = { ...options, ...defined({ looks, examples: most, range }) };
  const found = await watchedReport(io, { model, examples, options: watched });
  const { language } = writer;
  const drawn = folder === undefined ? [] : reportPictures(found, { language, theme: "light", titled: true });
  for (const { file, svg } of drawn) await writeFileAtomic(join(folder!, file), svg);
  await writer.write({
    document: () => reportDocument(found, language, picturesIn(io, given, writer, found, drawn)),
    data: () => reportData(found, language),
  });
  if (folder !== undefined)
    say(io.stderr, `Drawn in ${given.pictures}: ${drawn.map(({ file }) => file).join(", ")}`);
  const { stopped } = found.about;
  return stopped === "diverged" || stopped === "aborted" ? exitCodes[stopped] : 0;
}

/** The pictures of a document: a page holds its own, and Markdown names the files that were drawn. */
function picturesIn(
  io: Io,
  { out, pictures = "" }: ReportGiven,
  { format, language }: Writer,
  found: Report,
  drawn: readonly ReportPicture[],
): readonly ReportPicture[] {
  if (format === "html") return reportPictures(found, { language, theme: "auto", titled: false });
  if (format !== "markdown") return [];
  const folder = relative(out === undefined ? io.cwd : dirname(pathIn(io, out)), pathIn(io, pictures));
  return drawn.map((one) => ({ ...one, file: join(folder, one.file).replaceAll("\\", "/") }));
}

/** `1e-5,10`, with the number of steps after it where it is given; `none` for no test. */
function rangeOf(text: string | undefined): ReportOptions["range"] {
  if (text === undefined) return undefined;
  if (text === "none") return false;
  const [first, second, count, more] = text.split(",");
  if (second === undefined || more !== undefined)
    fail("usage", {
      who: "--range",
      expected: 'two learning rates and perhaps a number of steps, as in 1e-5,10,100, or "none"',
      got: `"${text}"`,
    });
  const from = realOption("--range", first, { above: 0 })!;
  const to = realOption("--range", second, { above: from })!;
  return { from, to, ...defined({ steps: countOption("--range", count, { from: 10, to: 10_000 }) }) };
}

async function subjectOf(
  io: Io,
  [name = "", other]: readonly string[],
  given: ReportGiven,
): Promise<Subject> {
  if (await namesTrained(io, name)) {
    const trained = await openTrained(io, name);
    const { run, model } = trained;
    refuseBeside(name, trained, given, drawnNetwork, { ...networkOptions, ...trainingOptions });
    const examples = await examplesOf(io, name, trained, other, given, "report");
    if (!run) {
      const options = fitOptionsOf(given, { training: examples });
      return { model, examples, options: { ...options, dtype: model.dtype, epochs: 0 } };
    }
    const { validation: _, earlyStopping, scale, ...settings } = run.settings;
    const options = { ...settings, dtype: run.dtype };
    if (other !== undefined) return { model, examples, options: { ...options, epochs: 0 } };
    const until = run.result.epochs;
    const anew = sequential(run.network.features, run.network.layers);
    return {
      model: anew,
      examples,
      options: { ...options, ...defined({ scale, final: model.weights }), until },
    };
  }
  if (other !== undefined)
    fail("usage", { who: "report", expected: "other data only after a run folder", got: `"${name}"` });
  const material = prepareMaterial(await load(io, name, given, {}, "report"), given);
  return {
    model: networkOf(given, material),
    examples: material.training,
    options: fitOptionsOf(given, material),
  };
}

/** Reports with progress shown on a terminal; the first interrupt ends training after the update in progress. */
async function watchedReport(io: Io, { model, examples: { x, y }, options }: Subject) {
  const examples = x.shape[0]!;
  const epochs = Math.min(options.epochs ?? 0, options.until ?? Infinity);
  const steps = epochs * stepsIn(examples, options.batchSize ?? examples);
  const progress = await trainingBar(io.stderr, steps);
  const controller = new AbortController();
  const release = io.onInterrupt(() => {
    if (controller.signal.aborted) process.exit(exitCodes.aborted);
    controller.abort();
  });
  try {
    return await reportOn(model, x, y, { ...options, signal: controller.signal, progress: progress.show });
  } finally {
    release();
    progress.stop();
  }
}
