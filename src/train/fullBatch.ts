import { allocate, type TypedArray } from "../base/dtype.ts";
import type { Descended, FullBatchKind } from "../nn/optimizers/optimizer.ts";
import { classifies, type TrainingStep } from "../nn/step.ts";
import type { Backend, Program } from "../run/backend.ts";
import { interpreter } from "../run/interpreter.ts";
import { DivergedError } from "./diverged.ts";
import type { Stepper } from "./epoch.ts";
import type { Plan } from "./plan.ts";
import { noSums, type TrainingState } from "./state.ts";

/**
 * Steps of an optimizer that looks at all the data several times for each step. An epoch is one step. Where it
 * stands is kept in the state as arrays named `descent.*`, so a checkpoint holds it.
 */
export function fullBatchStepper(
  kind: FullBatchKind,
  plan: Plan,
  { graph, forward }: TrainingStep,
  state: TrainingState,
  backend: Backend,
): Stepper {
  const { step: settings, training, weights, numbers } = plan;
  const parameters = forward.parameters.map(({ node }) => state.arrays.get(node.name!)!);
  const prepare = (on: Backend): Program => {
    const made = on.prepare(graph, numbers.epochs - state.epoch);
    made.bind("X", training.x.data);
    made.bind("Y", training.y.data.data);
    if (weights) made.bind("weights", weights.data);
    made.bind("dropout.seed", Int32Array.of(numbers.seed));
    made.bind("dropout.step", new Int32Array(1));
    for (const [name, values] of state.arrays) made.bind(name, values);
    return made;
  };
  const program = prepare(backend);
  const size = parameters.reduce((n, values) => n + values.length, 0);

  const evaluate = (point: Float64Array) => {
    scatter(point, parameters);
    program.run();
    const gradient = gather(
      forward.parameters.map(({ node }) => program.read(`d${node.name}`)),
      size,
    );
    return { loss: program.read("loss")[0]!, gradient };
  };
  const start = stored(state.arrays) ?? gather(parameters, size);
  const descent = kind.minimize(evaluate, start, settings.optimizer.settings);
  let done = false;

  return {
    step() {
      const next = descent.next();
      done = next.done === true;
      if (!next.done) {
        store(next.value, state.arrays);
        state.steps++;
      }
      const { loss } = evaluate(next.done ? gather(parameters, size) : next.value.point);
      if (!Number.isFinite(loss))
        throw new DivergedError(prepare(interpreter), loss, {
          step: state.steps,
          epoch: state.epoch,
          learningRate: 1,
        });
      program.commit();
      state.sums = {
        loss,
        hits: classifies(settings.targets) ? program.read("hits")[0]! : 0,
        examples: settings.examples,
      };
      state.step = 1;
    },
    epochDone: () => state.step === 1,
    closeEpoch() {
      const { loss, hits, examples } = state.sums;
      state.sums = noSums();
      state.step = 0;
      state.epoch++;
      return {
        loss,
        ...(classifies(settings.targets) ? { accuracy: hits / examples } : {}),
        learningRate: 1,
      };
    },
    converged: () => done,
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

function store({ point, loss, gradient, steps, changes }: Descended, arrays: Map<string, TypedArray>): void {
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
