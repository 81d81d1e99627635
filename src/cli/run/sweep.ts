import { join } from "node:path";
import { textTable } from "../../base/textTable.ts";
import type { Examples } from "../../data/dataset.ts";
import { writeCsv } from "../../data/writeCsv.ts";
import { makeFolder, writeFileAtomic } from "../../node/files.ts";
import { svgToPng } from "../../node/png.ts";
import { boundaryPlot, type Multiple, smallMultiples } from "../../plot/index.ts";
import { DivergedError } from "../../train/diverged.ts";
import type { Judged } from "../../train/evaluate.ts";
import type { Model } from "../../train/model.ts";
import { chooseLoss } from "../../train/plan.ts";
import { type SweepRow, sweep } from "../../train/sweep.ts";
import { expandBraces } from "../braces.ts";
import type { sweepOptions } from "../commands/sweep.ts";
import { encodeDataset } from "../encoded.ts";
import { exitCodes } from "../exitCodes.ts";
import { type Io, pathIn, say } from "../io.ts";
import { type Material, prepareMaterial } from "../material.ts";
import { boundaryOf } from "../pictures.ts";
import { dashed } from "../program.ts";
import { fitOptionsOf, networkOf } from "../settings.ts";
import { load, loadAgain } from "../source.ts";
import type { Given } from "../spec.ts";
import { percent, significant } from "../words.ts";

type SweepGiven = Given<typeof sweepOptions>;
type Texts = Readonly<Record<string, string>>;

/** What one run of a sweep came to. */
interface Outcome {
  readonly training: Judged;
  /** On examples the network has not seen. */
  readonly unseen: Judged | undefined;
  readonly seconds: number;
  readonly multiple: string | undefined;
}

/** Trains for every combination of the values in braces. */
export async function runSweep(io: Io, [name = ""]: readonly string[], given: SweepGiven): Promise<number> {
  const { out, json, quiet, ...settings } = given;
  const axes: Record<string, readonly string[]> = {};
  for (const [option, text] of Object.entries(settings))
    if (typeof text === "string") axes[option] = expandBraces(text, `--${dashed(option)}`);
  const varied = Object.keys(axes).filter((option) => axes[option]!.length > 1);
  const total = Object.values(axes).reduce((n, values) => n * values.length, 1);
  if (out !== undefined) await makeFolder(pathIn(io, out));

  const controller = new AbortController();
  const release = io.onInterrupt(() => {
    if (controller.signal.aborted) process.exit(exitCodes.aborted);
    controller.abort();
  });
  let done = 0;
  const rows = await sweep(
    axes,
    (point: Texts) => trainOne(io, name, { ...settings, ...point }, out !== undefined, controller.signal),
    {
      signal: controller.signal,
      onRow: ({ settings: point, result }) => {
        done++;
        if (!quiet && !controller.signal.aborted)
          say(io.stderr, `${done} of ${total}  ${captionOf(point, varied)}  ${scoreOf(result)}`);
      },
    },
  ).finally(release);
  const whole = controller.signal.aborted ? rows.slice(0, -1) : rows;
  const table = tableOf(whole, varied);
  if (!quiet) say(json ? io.stderr : io.stdout, textTable(table.map((row) => row.map(cell))));
  if (out !== undefined) await store(pathIn(io, out), whole, varied, table);
  if (json)
    say(io.stdout, JSON.stringify({ rows: whole.map((row) => jsonRow(row, varied)), ...(out && { out }) }));
  return controller.signal.aborted ? exitCodes.aborted : 0;
}

async function trainOne(
  io: Io,
  name: string,
  given: SweepGiven,
  draw: boolean,
  signal: AbortSignal,
): Promise<Outcome> {
  const loaded = await load(io, name, given);
  const material = prepareMaterial(loaded, given);
  const model = networkOf(given, material);
  const fit = fitOptionsOf(given, material);
  const loss = chooseLoss(model.network, fit.loss);
  const { x, y } = material.training;
  const run = await model.fit(x, y, { ...fit, loss, signal }).catch(unlessDiverged);
  if (!run) return { training: { loss: Number.NaN }, unseen: undefined, seconds: 0, multiple: undefined };
  const unseen = material.test ?? material.validation ?? (await freshExamples(io, material));
  return {
    training: run.last,
    unseen: unseen && (await model.evaluate(unseen.x, unseen.y, { loss })),
    seconds: run.seconds,
    multiple: draw ? await boundarySvg(model, material) : undefined,
  };
}

/** A run that left the finite numbers is a row without scores, not the end of the sweep. */
function unlessDiverged(error: unknown): undefined {
  if (!(error instanceof DivergedError)) throw error;
}

/** Points of the same data set drawn with the next seed; undefined for data that is not drawn. */
async function freshExamples(io: Io, { data }: Material): Promise<Examples | undefined> {
  const { source, encoding } = data;
  if (source.kind === "file") return undefined;
  const seed = (source.options.seed ?? 1) + 1;
  const again = { ...source, options: { ...source.options, seed } };
  const { datasets, needsFiles } = await import("../../data/registry.ts");
  const entry = datasets.get(source.name)!;
  if (needsFiles(entry) || !("seed" in entry.options)) return undefined;
  const fresh = await loadAgain(io, again, {});
  return "dataset" in fresh ? encodeDataset(encoding, fresh.dataset, fresh.dataset) : undefined;
}

async function boundarySvg(model: Model, material: Material): Promise<string | undefined> {
  const boundary = await boundaryOf(model, material);
  return boundary && boundaryPlot(boundary, { axes: false });
}

const captionOf = (point: Texts, varied: readonly string[]): string =>
  varied.map((option) => `${dashed(option)} ${point[option]}`).join("  ");

function scoreOf({ training, unseen }: Outcome): string {
  if (Number.isNaN(training.loss)) return "diverged";
  if (training.accuracy === undefined) return `loss ${significant(training.loss)}`;
  const fresh = unseen?.accuracy === undefined ? "" : `, unseen ${percent(unseen.accuracy)}`;
  return `accuracy ${percent(training.accuracy)}${fresh}`;
}

type Cell = string | number;

/** A line of names, then one for each run: settings, loss and accuracy on the training part and on unseen data. */
function tableOf(rows: readonly SweepRow<Texts, Outcome>[], varied: readonly string[]): Cell[][] {
  const classifies = rows.some(({ result }) => result.training.accuracy !== undefined);
  const judgesUnseen = rows.some(({ result }) => result.unseen !== undefined);
  const scores = (judged: Judged | undefined): Cell[] => [
    judged?.loss ?? Number.NaN,
    ...(classifies ? [judged?.accuracy ?? Number.NaN] : []),
  ];
  const names = (prefix: string) => [`${prefix}loss`, ...(classifies ? [`${prefix}accuracy`] : [])];
  return [
    [...varied.map(dashed), ...names(""), ...(judgesUnseen ? names("unseen ") : []), "seconds"],
    ...rows.map(({ settings, result }) => [
      ...varied.map((option) => settings[option]!),
      ...scores(result.training),
      ...(judgesUnseen ? scores(result.unseen) : []),
      Number(result.seconds.toFixed(3)),
    ]),
  ];
}

const cell = (value: Cell): string =>
  typeof value === "string" ? value : Number.isNaN(value) ? "-" : significant(value);

const jsonRow = ({ settings, result }: SweepRow<Texts, Outcome>, varied: readonly string[]) => ({
  settings: Object.fromEntries(varied.map((option) => [dashed(option), settings[option]])),
  ...result.training,
  ...(result.unseen && { unseen: result.unseen }),
  seconds: result.seconds,
});

/** Writes the table, and the boundaries side by side. */
async function store(
  folder: string,
  rows: readonly SweepRow<Texts, Outcome>[],
  varied: readonly string[],
  [names, ...lines]: readonly Cell[][],
): Promise<void> {
  await writeFileAtomic(join(folder, "sweep.csv"), writeCsv(names as string[], lines));
  const figures = rows.flatMap(({ settings, result }): Multiple[] =>
    result.multiple ? [{ svg: result.multiple, caption: multipleCaption(settings, varied, result) }] : [],
  );
  if (figures.length === 0) return;
  const svg = smallMultiples(figures);
  await writeFileAtomic(join(folder, "boundaries.svg"), svg);
  const png = await svgToPng(svg).catch(() => undefined);
  if (png) await writeFileAtomic(join(folder, "boundaries.png"), png);
}

const multipleCaption = (point: Texts, varied: readonly string[], { training }: Outcome): string =>
  [
    ...varied.map((option) => point[option]!),
    training.accuracy === undefined ? "" : percent(training.accuracy),
  ]
    .filter(Boolean)
    .join("  ");
