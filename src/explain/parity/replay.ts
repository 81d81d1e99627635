import type { Shape } from "../../base/shape.ts";
import { input } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";
import type { Batches } from "./batches.ts";
import { beside, type Compared, type Kind } from "./compare.ts";
import { gradientName } from "./names.ts";
import type { Recording } from "./recording.ts";
import { exact, type Rounded, rounded } from "./rounding.ts";
import type { Setup } from "./setup.ts";
import { type Move, moveOf, type Pass, passOf } from "./step.ts";
import type { Weights } from "./weights.ts";

/** All that a trace holds, held against the network. */
export interface Trace {
  readonly recording: Recording;
  readonly weights: Weights;
  readonly batches: Batches;
  /** A difference that counts as none, relative to the largest number of a tensor. */
  readonly tolerance: number;
}

/**
 * Trains again as the setup says, step by step, and gives every recorded tensor beside its own. What is recorded is
 * what the next step starts from, so that a difference shows where it is made; what is not recorded is carried on.
 */
export function* replay(trace: Trace, setup: Setup): Generator<Compared, void, void> {
  const { recording, weights, batches } = trace;
  const passes = new Map<number, Pass>();
  const move = moveOf(setup, weights.parameters);
  const memory = startOf(move);
  const state = new Map<string, Rounded>();
  for (const name of weights.parameters.keys())
    state.set(name, exact(weights.at(name, 0, setup.turned(name))!));
  for (const [name, { shape, initial }] of weights.statistics)
    state.set(name, exact(weights.at(name, 0) ?? new Float64Array(shape[0]!).fill(initial)));
  const gradientsBefore = new Map<string, Rounded>();
  const closeness = { dtype: recording.dtype, unit: setup.unit, tolerance: trace.tolerance };
  let place = 0;
  let [losses, examples] = [0, 0];
  const compared = (
    kind: Kind,
    name: string,
    step: number,
    shape: Shape,
    own: Rounded,
    alternative?: Rounded,
  ) => {
    const array = recording.at(name, step);
    const parameter = kind === "gradient" ? name.slice(1) : name;
    const given =
      kind === "weight" || kind === "gradient" || kind === "statistic"
        ? weights.at(name, step, setup.turned(parameter))
        : array?.data;
    if (!given || given.length !== own.value.length) return undefined;
    const first = beside(given, own, closeness);
    const second = !first.agrees && alternative ? beside(given, alternative, closeness) : undefined;
    return { kind, name, step, place: place++, shape, recorded: given, ...(second?.agrees ? second : first) };
  };

  for (let step = 1; step <= recording.steps; step++) {
    const batch = batches.at(step, setup.dropLast);
    const size = { examples: batch.examples, largest: batches.largest };
    const known = step === 1 ? firstPassOf(trace, setup) : undefined;
    const pass = known?.pass ?? passes.get(batch.examples) ?? passOf(setup, size, recording.has);
    passes.set(batch.examples, pass);
    const leaves = new Map(state);
    leaves.set("X", stored(batch.x));
    leaves.set("Y", stored(batch.y));
    const found = known?.found ?? rounded(nodesOf(pass), leaves, setup.unit);
    if (step === 1 && !firstPasses.has(trace)) firstPasses.set(trace, { setup, pass, found });
    const of = (node: Node): Rounded => found.get(node)!;
    for (const [name, node] of pass.values) yield* one(compared("forward", name, step, node.shape, of(node)));
    const loss = of(pass.loss);
    losses += loss.value[0]! * batch.examples;
    examples += batch.examples;
    const stated = setup.runningLoss ? { ...loss, value: Float64Array.of(losses / examples) } : loss;
    yield* one(compared("loss", "loss", step, [], stated));
    if (setup.runningLoss) losses = (recording.at("loss", step)?.data[0] ?? losses / examples) * examples;

    const raw = new Map(
      [...pass.gradients].map(([name, node]) => [name, gathered(name, of(node), gradientsBefore, setup)]),
    );
    const clipped = clippedOf(raw, weights.parameters, setup);
    let recordedClipped = false;
    const used = new Map<string, Rounded>();
    for (const [name, gradient] of raw) {
      const parameter = name.slice(1);
      const shape = weights.parameters.get(parameter)!;
      const seen = compared("gradient", name, step, shape, gradient, clipped.get(name));
      yield* one(seen);
      recordedClipped ||= seen?.replayed === clipped.get(name)!.value;
      const given = weights.at(name, step, setup.turned(parameter));
      used.set(name, given ? exact(given) : gradient);
    }
    // What is recorded behind the clipping is not clipped again: PyTorch's leaves the norm a little off the limit.
    const followed = recordedClipped
      ? new Map([...used].map(([name, own]) => [name, weights.at(name, step) ? own : clipped.get(name)!]))
      : clippedOf(used, weights.parameters, setup);
    for (const [name, gradient] of used) gradientsBefore.set(name, gradient);
    for (const [name, node] of pass.statistics) {
      yield* one(compared("statistic", name, step, node.shape, of(node)));
      const given = weights.at(name, step);
      state.set(name, given ? exact(given) : of(node));
    }

    const rate = setup.rate(step - 1, recording.steps);
    const inputs = new Map([...state, ...followed, ...memory]);
    inputs.set("learningRate", { value: Float64Array.of(rate), error: Float64Array.of(setup.unit * rate) });
    const moved = rounded([...move.parameters.values(), ...move.memory.values()], inputs, setup.unit);
    for (const [name, node] of move.parameters) {
      const own = moved.get(node)!;
      yield* one(compared("weight", name, step, node.shape, own));
      const given = weights.at(name, step, setup.turned(name));
      state.set(name, given ? exact(given) : own);
    }
    for (const [name, node] of move.memory) {
      const { value, error } = moved.get(node)!;
      // Some programs compute 1 - beta^t in their own type, and lose digits of it.
      memory.set(name, {
        value,
        error: name.startsWith("scalar.") ? error.map((e) => e + setup.unit) : error,
      });
    }
  }

  function stored(values: Float64Array): Rounded {
    if (recording.dtype === "float64") return exact(values);
    return { value: values, error: values.map((x) => Math.abs(x - Math.fround(x))) };
  }
}

/** What decides the first pass; all else decides what is made of it. */
const ofThePass = [
  ...(["layers", "node", "outputs", "loss", "penalty", "stated"] as const),
  ...(["statistic", "turned", "dropLast", "unit"] as const),
] as const;

interface FirstPass {
  readonly setup: Setup;
  readonly pass: Pass;
  readonly found: ReadonlyMap<Node, Rounded>;
}

/** The first pass of a trace, which all setups share that differ in their update alone: most of the work of a search. */
const firstPasses = new WeakMap<Trace, FirstPass>();

function firstPassOf(trace: Trace, setup: Setup): FirstPass | undefined {
  const first = firstPasses.get(trace);
  return first && ofThePass.every((one) => first.setup[one] === setup[one]) ? first : undefined;
}

const nodesOf = ({ values, loss, gradients, statistics }: Pass): Node[] => [
  ...values.values(),
  loss,
  ...gradients.values(),
  ...statistics.values(),
];

function* one(compared: Compared | undefined): Generator<Compared, void, void> {
  if (compared) yield compared;
}

const startOf = ({ memories }: Move): Map<string, Rounded> =>
  new Map(
    memories.map(({ name, shape, initial }) => [
      name,
      exact(new Float64Array(shape.reduce((a, b) => a * b, 1)).fill(initial)),
    ]),
  );

/** A gradient, with those of all steps before where the setup adds them. */
function gathered(
  name: string,
  own: Rounded,
  before: ReadonlyMap<string, Rounded>,
  { accumulates }: Setup,
): Rounded {
  const old = accumulates ? before.get(name) : undefined;
  if (!old) return own;
  return {
    value: (own.value as Float64Array).map((x, i) => x + old.value[i]!),
    error: own.error.map((e, i) => e + old.error[i]!),
  };
}

/** The gradients as they are after clipping: a recorder may stand before it or behind it. */
function clippedOf(raw: ReadonlyMap<string, Rounded>, parameters: ReadonlyMap<string, Shape>, setup: Setup) {
  const names = [...parameters.keys()].map(gradientName);
  const nodes = setup.clip(names.map((name) => input(name, parameters.get(name.slice(1))!)));
  const found = rounded(nodes, raw, setup.unit);
  return new Map(names.map((name, i) => [name, found.get(nodes[i]!)!]));
}

/** The first tensor that differs; undefined where all agree. */
export function firstDifference(trace: Trace, setup: Setup): Compared | undefined {
  for (const compared of replay(trace, setup)) if (!compared.agrees) return compared;
  return undefined;
}
