import { textTable } from "../../base/textTable.ts";
import type { Material } from "../../formats/material/material.ts";
import { makeFolder } from "../../node/files.ts";
import type { Backend } from "../../run/backend.ts";
import { stepsIn } from "../../train/batches.ts";
import { chooseLoss } from "../../train/choose.ts";
import { planRun } from "../../train/plan.ts";
import { gridOf, sweep } from "../../train/sweep.ts";
import { barOf } from "../bar.ts";
import { expandBraces } from "../braces.ts";
import { engineOf } from "../engine.ts";
import { exitCodes } from "../exitCodes.ts";
import { type Io, pathIn, say } from "../io.ts";
import { prepareMaterial } from "../material.ts";
import { dataOptions } from "../options/data.ts";
import type { sweepOptions } from "../options/sweep.ts";
import { dashed } from "../program.ts";
import { progressOfRuns, silent } from "../progress.ts";
import { fitOptionsOf, networkOf } from "../settings.ts";
import { type DataGiven, load } from "../source.ts";
import type { Given } from "../spec.ts";
import { captionOf, cell, jsonRow, scoreOf, store, type Texts, tableOf } from "../sweepReport.ts";
import { type Ready, trainOne } from "../sweepRun.ts";

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
  const reading = await barOf(io.stderr, { total: quiet ? 0 : total, about: "reading data" });
  const steps = await stepsOfAll(gridOf<Texts>(axes), ready).finally(reading.stop);
  if (out !== undefined) await makeFolder(pathIn(io, out));

  const controller = new AbortController();
  const release = io.onInterrupt(() => {
    if (controller.signal.aborted) process.exit(exitCodes.aborted);
    controller.abort();
  });
  const begin = quiet ? () => silent : progressOfRuns(io.stderr, steps);
  let done = 0;
  const rows = await sweep(
    axes,
    async (point: Texts) => {
      const progress = await begin();
      const { signal } = controller;
      return ready(point)
        .then((run) => trainOne(io, run, { draw: out !== undefined, signal, progress: progress.show }))
        .finally(progress.stop);
    },
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

/** The steps of each run. Complains of settings that would end one when its turn comes, perhaps hours later. */
async function stepsOfAll(
  points: readonly Texts[],
  ready: (point: Texts) => Promise<Ready>,
): Promise<number[]> {
  const steps: number[] = [];
  for (const point of points) {
    const { material, model, options } = await ready(point);
    const { step, numbers } = planRun(model.network, material.training.x, material.training.y, options);
    steps.push(numbers.epochs * stepsIn(step.examples, step.batch));
  }
  return steps;
}
