import { compiledAnew, timed } from "../../node/native/measure.ts";
import { isWorthCompiling, tiered } from "../../node/native/tiered.ts";
import type { Backend } from "../../run/backend.ts";
import { obstacleToCompiling } from "../../run/engine.ts";
import { interpreter } from "../../run/interpreter.ts";
import { wasm } from "../../run/wasm.ts";
import { stepsIn } from "../../train/batches.ts";
import { DivergedError } from "../../train/diverged.ts";
import type { TrainingProgress } from "../../train/options.ts";
import { planRun } from "../../train/plan.ts";
import type { Subject } from "../config.ts";
import { shortDuration } from "../words.ts";

/** How an engine did. */
export interface Measured {
  /** Milliseconds of a step, the fastest call. Not there where the engine does not run. */
  readonly millisecondsPerStep?: number;
  readonly threads?: number;
  /** Why it does not run, or not faster. */
  readonly note?: string;
}

export interface MeasuredNative extends Measured {
  readonly compileSeconds?: number;
  /** Steps from which on compiling has paid, against WebAssembly. */
  readonly breakEvenSteps?: number;
}

/** What training would choose, and why. */
export interface Choice {
  readonly chosen: "interpreter" | "wasm" | "wasm, then native";
  readonly why: string;
}

/** Every engine on one network, and which of them training would choose. */
export interface Engines extends Choice {
  /** Of the whole run, and examples in each. */
  readonly steps: number;
  readonly batch: number;
  readonly interpreter: Measured;
  readonly wasm: Measured;
  readonly native: MeasuredNative;
}

/** What is told of the measuring: how many of the three engines are done, and what is on. */
type Told = (done: number, about: string) => void;

/** Trains for some seconds on each engine. */
export async function measureEngines(subject: Subject, seconds: number, told: Told): Promise<Engines> {
  const { x, y } = subject.material.training;
  const { step, numbers } = planRun(subject.model.network, x, y, subject.fit);
  const steps = stepsIn(step.examples, step.batch) * numbers.epochs;
  const obstacle = obstacleToCompiling();
  const refused: Measured = { note: obstacle ?? "" };
  const compiling = compiledAnew();
  const on = (done: number, name: string, backend: Backend): Promise<Measured> => {
    told(done, name);
    return measured(subject, backend, seconds, (share) => told(done + share, name));
  };
  const engines = {
    steps,
    batch: step.batch,
    interpreter: await on(0, "interpreter", interpreter),
    wasm: obstacle === undefined ? await on(1, "wasm", wasm) : refused,
  };
  const ran = obstacle === undefined ? await on(2, "native, compiled first", compiling.backend) : refused;
  const unmade = compiling.obstacle();
  const native: MeasuredNative =
    unmade === undefined ? { ...ran, ...costOf(engines.wasm, ran, compiling.seconds()) } : { note: unmade };
  // A fit that is told to stop at once takes no step, but has chosen what would.
  const { backend } = await subject.model
    .fit(x, y, { ...subject.fit, backend: tiered, signal: AbortSignal.abort() })
    .then(({ engine }) => engine);
  const chosen = choice(steps, backend, engines.wasm, native, compiling.length() ?? 0);
  return { ...engines, native, ...chosen };
}

/** A fit that is stopped after some seconds, and the best of its steps. */
async function measured(
  { model, material, fit }: Subject,
  on: Backend,
  seconds: number,
  told: (share: number) => void,
): Promise<Measured> {
  const controller = new AbortController();
  const { backend, best } = timed(on, seconds, () => controller.abort());
  const { x, y } = material.training;
  const { signal } = controller;
  const progress = ({ seconds: passed }: TrainingProgress) => told(Math.min(1, passed / seconds));
  const run = await model.fit(x, y, { ...fit, backend, signal, progress }).catch((error: unknown) => {
    // A run that leaves the finite numbers has taken steps all the same.
    if (!(error instanceof DivergedError)) throw error;
  });
  const { threads, note } = run?.engine ?? {};
  const each = best();
  return {
    ...(each === undefined ? {} : { millisecondsPerStep: each }),
    ...(threads === undefined ? {} : { threads }),
    ...(note === undefined ? {} : { note }),
  };
}

function costOf(
  { millisecondsPerStep: before }: Measured,
  { millisecondsPerStep: after }: Measured,
  compileSeconds: number | undefined,
): Pick<MeasuredNative, "compileSeconds" | "breakEvenSteps"> {
  if (compileSeconds === undefined) return {};
  if (before === undefined || after === undefined || after >= before) return { compileSeconds };
  return { compileSeconds, breakEvenSteps: Math.ceil((compileSeconds * 1000) / (before - after)) };
}

/** @param length characters of the source that native code would be compiled from */
function choice(
  steps: number,
  start: string,
  { millisecondsPerStep: before = 0 }: Measured,
  { millisecondsPerStep: after = 0, compileSeconds, note }: MeasuredNative,
  length: number,
): Choice {
  if (start === "interpreter")
    return { chosen: "interpreter", why: "so little work is done before anything is compiled" };
  if (compileSeconds === undefined) return { chosen: "wasm", why: note ?? "native code was not made" };
  const whole = shortDuration((steps * before) / 1000);
  if (!isWorthCompiling(steps * before, length))
    return { chosen: "wasm", why: `the run takes it ${whole}, too little to compile for` };
  if (after >= before)
    return { chosen: "wasm", why: "native code is no faster here: it is tried and left again" };
  const native = shortDuration((steps * after) / 1000);
  return {
    chosen: "wasm, then native",
    why: `the run takes WebAssembly ${whole}, and native code ${native} once it is compiled`,
  };
}
