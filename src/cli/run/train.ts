import { join } from "node:path";
import { counted } from "../../base/counted.ts";
import type { Material } from "../../formats/material/material.ts";
import { readCheckpoint } from "../../node/checkpointFile.ts";
import { openRunFolder, type RunFolder, runFiles } from "../../node/runFolder.ts";
import { auto } from "../../run/auto.ts";
import type { Backend } from "../../run/backend.ts";
import { stepsIn } from "../../train/batches.ts";
import type { Checkpoint } from "../../train/checkpoint.ts";
import { chooseLoss } from "../../train/choose.ts";
import type { Model, Run } from "../../train/model.ts";
import type { FitOptions } from "../../train/options.ts";
import { checkpointEvery } from "../checkpointEvery.ts";
import { commandLine, withoutOption } from "../commandLine.ts";
import { defined } from "../defined.ts";
import { describeRun } from "../describeRun.ts";
import { engineOf } from "../engine.ts";
import { exitCodes } from "../exitCodes.ts";
import { tellOfFile } from "../fileSummary.ts";
import { type Io, pathIn, say, styled } from "../io.ts";
import type { trainOptions } from "../options/train.ts";
import { countOption } from "../optionValues.ts";
import { boundaryOf, picturesOf } from "../pictures.ts";
import { progressOf } from "../progress.ts";
import { type Result, resultOf, weightsOf } from "../result.ts";
import type { Given } from "../spec.ts";
import { subjectOf } from "../subject.ts";
import { summarize } from "../summary.ts";
import { storedSource } from "../whereabouts.ts";

type TrainGiven = Given<typeof trainOptions>;

/** Trains a network and writes the run folder. */
export async function train(
  io: Io,
  args: readonly string[],
  given: TrainGiven,
  argv: readonly string[],
): Promise<number> {
  const every = checkpointEvery(given.checkpointEvery);
  const backend = await engineOf(given.engine);
  const subject = await subjectOf(io, args[0], given);
  const { material, model, fit, data } = subject;
  const options = { ...fit, loss: chooseLoss(model.network, fit.loss) };
  const resume = given.resume === undefined ? undefined : await checkpointIn(pathIn(io, given.resume));
  const out = given.out ?? "run";
  const folder = await openRunFolder(pathIn(io, out));
  if (!given.quiet) tellOfFile(io.stderr, subject);
  try {
    const run = await fitWatched(io, model, material, given, {
      ...options,
      backend,
      ...(resume && { resume }),
      ...(given.fast && { fast: true }),
      ...defined({ threads: countOption("--threads", given.threads, { from: 1, to: 64 }) }),
      ...(every && { checkpoint: { ...every, save: (checkpoint) => folder.saveCheckpoint(checkpoint) } }),
    });
    const print = (result: Result) =>
      say(io.stdout, JSON.stringify({ ...result, ...(given.weights && { weights: weightsOf(model) }), out }));
    if (run.stopped === "aborted") {
      const code = await leave(io, folder, out, run, argv);
      if (given.json) print(resultOf(run, undefined));
      return code;
    }
    const { test } = material;
    const result = resultOf(
      run,
      test && (await model.evaluate(test.x, test.y, { loss: options.loss, backend })),
    );
    const boundary = await boundaryOf(model, material);
    const described = await describeRun(model, material, options, result);
    const source = storedSource(io, folder.path, data.source);
    await folder.finish({
      run: { ...described, data: { ...data, source } },
      model,
      history: run.history,
      checkpoint: run.checkpoint,
      pictures: await picturesOf(run.history, boundary, material),
    });
    if (!given.quiet) {
      const brief = given.json === true;
      summarize(brief ? io.stderr : io.stdout, {
        model,
        material,
        history: run.history,
        result,
        boundary,
        out,
        brief,
      });
    }
    const { note } = run.engine;
    if (!given.quiet && note !== undefined)
      say(io.stderr, styled(io.stderr, "dim", `Slower than it could be: ${note}.`));
    if (given.json) print(result);
    return 0;
  } finally {
    await folder.release();
  }
}

/** The checkpoint that a path names: a file, or the one in a run folder. */
const checkpointIn = (path: string): Promise<Checkpoint> =>
  readCheckpoint(path.endsWith(".safetensors") ? path : join(path, runFiles.checkpoint));

/** Trains with progress shown; the first interrupt ends the run after the update in progress. */
async function fitWatched(
  io: Io,
  model: Model,
  { training }: Material,
  { quiet }: TrainGiven,
  options: FitOptions & { readonly backend: Backend },
): Promise<Run> {
  const examples = training.x.shape[0]!;
  const progress = await progressOf(io.stderr, {
    steps: (options.epochs ?? 0) * stepsIn(examples, options.batchSize ?? examples),
    done: options.resume?.progress.steps ?? 0,
    quiet: quiet === true,
  });
  const controller = new AbortController();
  const release = io.onInterrupt(() => {
    if (controller.signal.aborted) process.exit(exitCodes.aborted);
    controller.abort();
  });
  try {
    const { signal } = controller;
    const begin = (more: Partial<FitOptions>) => model.fit(training.x, training.y, { ...options, ...more });
    const backend = await readyBackend(options.backend, begin, signal);
    return await begin({ backend, signal, progress: progress.show });
  } finally {
    release();
    progress.stop();
  }
}

/** The backend, its native code built while the user may still interrupt. */
async function readyBackend(
  backend: Backend,
  begin: (more: Partial<FitOptions>) => Promise<Run>,
  signal: AbortSignal,
): Promise<Backend> {
  if (backend.name !== "native") return backend;
  const { nativeAhead } = await import("../../node/native/ahead.ts");
  return (await nativeAhead((on, stopped) => begin({ backend: on, signal: stopped }), signal)) ?? auto;
}

/** After an interrupt: the checkpoint, and one line that says how to go on. */
async function leave(
  io: Io,
  folder: RunFolder,
  out: string,
  run: Run,
  argv: readonly string[],
): Promise<number> {
  await folder.saveCheckpoint(run.checkpoint);
  const again = commandLine([...withoutOption(argv, "--resume"), "--resume", out]);
  say(io.stderr, `Stopped after ${counted(run.steps, "step")}; go on with: ${again}`);
  return exitCodes.aborted;
}
