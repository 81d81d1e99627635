import { textTable } from "../../base/textTable.ts";
import type { Examples } from "../../data/dataset.ts";
import { encodeDataset } from "../../formats/material/encoded.ts";
import type { Material } from "../../formats/material/material.ts";
import type { Loss } from "../../nn/losses/loss.ts";
import { makeFolder } from "../../node/files.ts";
import { boundaryPlot } from "../../plot/index.ts";
import type { Backend } from "../../run/backend.ts";
import { chooseLoss } from "../../train/choose.ts";
import { DivergedError } from "../../train/diverged.ts";
import type { Model } from "../../train/model.ts";
import type { FitOptions } from "../../train/options.ts";
import { planRun } from "../../train/plan.ts";
import { gridOf, sweep } from "../../train/sweep.ts";
import { expandBraces } from "../braces.ts";
import { engineOf } from "../engine.ts";
import { exitCodes } from "../exitCodes.ts";
import { type Io, pathIn, say } from "../io.ts";
import { prepareMaterial } from "../material.ts";
import { dataOptions } from "../options/data.ts";
import type { sweepOptions } from "../options/sweep.ts";
import { boundaryOf } from "../pictures.ts";
import { dashed } from "../program.ts";
import { fitOptionsOf, networkOf } from "../settings.ts";
import { type DataGiven, load, loadAgain } from "../source.ts";
import type { Given } from "../spec.ts";
import {
  captionOf,
  cell,
  jsonRow,
  type Outcome,
  scoreOf,
  store,
  type Texts,
  tableOf,
} from "../sweepReport.ts";

type SweepGiven = Given<typeof sweepOptions>;
/** Trains for every combination of the values in braces. */
export async function runSweep(io: Io, [name = ""]: readonly string[], given: SweepGiven): Promise<number> {
  const { out, json, quiet, engine, ...settings } = given;
  const backend = await engineOf(engine);
  const axes: Record<string, readonly string[]> = {};
  for (const [option, text] of Object.entries(settings))
    if (typeof text === "string") axes[option] = expandBraces(text, `--${dashed(option)}`);
  const varied = Object.keys(axes).filter((option) => axes[option]!.length > 1);
  const total = Object.values(axes).reduce((n, values) => n * values.length, 1);
  if (varied.length === 0 && !quiet)
    say(io.stderr, 'One run: values in braces are compared, as in --lr "{0.01,0.1}".');
  const prepare = preparing(io, name);
  const ready = (point: Texts) => readyRun({ ...settings, ...point }, prepare, backend);
  for (const point of gridOf<Texts>(axes)) check(await ready(point));
  if (out !== undefined) await makeFolder(pathIn(io, out));

  const controller = new AbortController();
  const release = io.onInterrupt(() => {
    if (controller.signal.aborted) process.exit(exitCodes.aborted);
    controller.abort();
  });
  let done = 0;
  const rows = await sweep(
    axes,
    async (point: Texts) => trainOne(io, await ready(point), out !== undefined, controller.signal),
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

/** One run of a sweep, before it starts. */
interface Ready {
  readonly material: Material;
  readonly model: Model;
  readonly options: FitOptions & { readonly loss: Loss; readonly backend: Backend };
}

/** Data in its parts as options say; read once for runs that follow each other with the same options. */
function preparing(io: Io, name: string): (given: SweepGiven) => Promise<Material> {
  let last: { readonly key: string; readonly material: Material } | undefined;
  return async (given) => {
    const key = JSON.stringify(Object.keys(dataOptions).map((option) => given[option as keyof DataGiven]));
    if (last?.key !== key) last = { key, material: prepareMaterial(await load(io, name, given), given) };
    return last.material;
  };
}

async function readyRun(
  given: SweepGiven,
  prepare: (given: SweepGiven) => Promise<Material>,
  backend: Backend,
): Promise<Ready> {
  const material = await prepare(given);
  const model = networkOf(given, material);
  const fit = fitOptionsOf(given, material);
  return { material, model, options: { ...fit, backend, loss: chooseLoss(model.network, fit.loss) } };
}

/** Complains of settings that would end the run when its turn comes, perhaps hours later. */
function check({ material: { training }, model, options }: Ready): void {
  planRun(model.network, training.x, training.y, options);
}

async function trainOne(
  io: Io,
  { material, model, options }: Ready,
  draw: boolean,
  signal: AbortSignal,
): Promise<Outcome> {
  const { loss, backend } = options;
  const { x, y } = material.training;
  const run = await model.fit(x, y, { ...options, signal }).catch(unlessDiverged);
  if (!run) return { training: { loss: Number.NaN }, unseen: undefined, seconds: 0, multiple: undefined };
  const unseen = material.test ?? material.validation ?? (await freshExamples(io, material));
  return {
    training: run.last,
    unseen: unseen && (await model.evaluate(unseen.x, unseen.y, { loss, backend })),
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
