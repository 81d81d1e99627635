import { allocate, type TypedArray } from "../base/dtype.ts";
import type { Descended, FullBatchKind } from "../nn/optimizers/optimizer.ts";
import { classifies } from "../nn/step.ts";
import { auto } from "../run/auto.ts";
import type { Backend } from "../run/backend.ts";
import { interpreter } from "../run/interpreter.ts";
import { adviceFor } from "./advice.ts";
import { DivergedError } from "./diverged.ts";
import { engineOf, type Stepper } from "./epoch.ts";
import type { FitOptions } from "./options.ts";
import type { Plan } from "./plan.ts";
import type { PreparedStep } from "./program.ts";
import type { TrainingState } from "./state.ts";

/**
 * Steps of an optimizer that looks at all the data several times for each step. An epoch is one step. Where it
 * stands is kept in the state as arrays named `descent.*`, so a checkpoint holds it.
 */
export function fullBatchStepper(
  kind: FullBatchKind,
  plan: Plan,
  { graph, running, forward }: PreparedStep,
  state: TrainingState,
  { backend = auto, threads, fast = false }: Pick<FitOptions, "backend" | "threads" | "fast">,
): Stepper {
  const { step: settings, training, weights, numbers } = plan;
  const counts = classifies(settings.targets);
  const prepare = (on: Backend) => {
    const made = on.prepare([{ outputs: graph.outputs, updates: [] }, running], {
      runs: numbers.epochs - state.epoch,
      guard: "loss",
      ...(threads === undefined ? {} : { threads }),
      fast,
    });
    for (const program of made) {
      program.set("X", training.x.data);
      program.set("Y", training.y.data.data);
      if (weights) program.set("weights", weights.data);
      program.set("dropout.seed", [numbers.seed | 0]);
      for (const [name, values] of state.arrays) program.set(name, values);
    }
    return made;
  };
  const [search, arrive] = prepare(backend);
  for (const name of state.arrays.keys()) {
    // Only the second program reads what layers keep from step to step, as the running statistics of a batchNorm.
    const own = search.input(name) ?? arrive.input(name);
    if (own) state.arrays.set(name, own);
  }
  const parameters = forward.parameters.map(({ node }) => state.arrays.get(node.name!)!);
  const size = parameters.reduce((n, values) => n + values.length, 0);

  /** Loss and gradient at a point; layers that keep states keep them as they are. */
  const evaluate = (point: Float64Array) => {
    scatter(point, parameters);
    search.run();
    const gradient = gather(
      forward.parameters.map(({ node }) => search.read(`d${node.name}`)),
      size,
    );
    return { loss: search.read("loss")[0]!, gradient };
  };
  const start = stored(state.arrays) ?? gather(parameters, size);
  let { point } = start instanceof Float64Array ? { point: start } : start;
  const descent = kind.minimize(evaluate, start, settings.optimizer.settings);
  let done = state.arrays.has(converged);

  return {
    epochIsStep: true,
    advance() {
      const next = descent.next();
      done = next.done === true;
      if (next.done) state.arrays.set(converged, Float64Array.of(1));
      else {
        store(next.value, state.arrays);
        state.steps++;
        point = next.value.point;
      }
      // A search that found nothing better leaves in the parameters what it tried last.
      scatter(point, parameters);
      const settled = arrive.run() === 1;
      const loss = arrive.read("loss")[0]!;
      if (!settled)
        throw new DivergedError(
          prepare(interpreter)[1],
          loss,
          { step: state.steps, epoch: state.epoch },
          adviceFor(plan),
        );
      const accuracy = counts ? [arrive.read("hits")[0]! / settings.examples] : [];
      state.records.extend({ loss: [loss], accuracy, learningRate: [1] });
      state.epoch++;
    },
    converged: () => done,
    engine: () => engineOf(search),
    release: search.release,
  };
}

function scatter(point: Float64Array, arrays: readonly TypedArray[]): void {
  let start = 0;
  for (const array of arrays) {
    array.set(point.subarray(start, start + array.length));
    start += array.length;
  }
}

function gather(arrays: readonly TypedArray[], size: number): Float64Array {
  const point = allocate("float64", size) as Float64Array;
  let start = 0;
  for (const array of arrays) {
    point.set(array, start);
    start += array.length;
  }
  return point;
}

/** Of a run that has nothing left to improve: going on from it is to take no step more. */
const converged = "descent.converged";

function store({ point, loss, gradient, steps, changes }: Descended, arrays: Map<string, TypedArray>): void {
  // A descent that forgot steps would find them again where it goes on from here.
  for (const name of arrays.keys()) if (name.startsWith("descent.")) arrays.delete(name);
  arrays.set("descent.point", point);
  arrays.set("descent.loss", Float64Array.of(loss));
  arrays.set("descent.gradient", gradient);
  for (const [i, step] of steps.entries()) arrays.set(`descent.step${i}`, step);
  for (const [i, change] of changes.entries()) arrays.set(`descent.change${i}`, change);
}

function stored(arrays: ReadonlyMap<string, TypedArray>): Descended | undefined {
  const vector = (name: string) => arrays.get(`descent.${name}`) as Float64Array | undefined;
  const [point, loss, gradient] = [vector("point"), vector("loss"), vector("gradient")];
  if (!point || !loss || !gradient) return undefined;
  const list = (name: string): Float64Array[] => {
    const vectors: Float64Array[] = [];
    for (let next = vector(`${name}0`); next; next = vector(`${name}${vectors.length}`)) vectors.push(next);
    return vectors;
  };
  return { point, loss: loss[0]!, gradient, steps: list("step"), changes: list("change") };
}
