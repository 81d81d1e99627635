import { NDArray } from "../../src/array/ndarray.ts";
import type { Seen, Variant } from "../../src/explain/parity/causes/cause.ts";
import { causes } from "../../src/explain/parity/causes/index.ts";
import { gradientName, splitName } from "../../src/explain/parity/names.ts";
import { traceOf } from "../../src/explain/parity/prepare.ts";
import { replay, type Trace } from "../../src/explain/parity/replay.ts";
import type { ParitySettings } from "../../src/explain/parity/settings.ts";
import type { Setup } from "../../src/explain/parity/setup.ts";
import { activations } from "../../src/nn/activations.ts";
import { cosine } from "../../src/nn/schedules/cosine.ts";
import { stepDecay } from "../../src/nn/schedules/stepDecay.ts";
import { random } from "../check/learner.ts";

/** Training that is drawn: how it is said to be, and its arrays before the first step. */
export interface Plan {
  readonly settings: ParitySettings;
  readonly arrays: Map<string, NDArray>;
  readonly steps: number;
  readonly gradients: boolean;
}

type Draw = () => number;
const pick = <T>(draw: Draw, of: readonly T[]): T => of[Math.floor(draw() * of.length)]!;
const normal = (draw: Draw): number => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());

/** The last layer, and the loss and the targets that go with it. */
const tasks = [
  { loss: "meanSquaredError", last: "1", targets: "numbers", outputs: 1 },
  { loss: "meanSquaredError", last: "3", targets: "numbers", outputs: 3 },
  { loss: "halfSquaredError", last: "2", targets: "numbers", outputs: 2 },
  { loss: "huber", last: "2", targets: "numbers", outputs: 2 },
  { loss: "binaryCrossEntropy", last: "1:sigmoid", targets: "bits", outputs: 1 },
  { loss: "crossEntropy", last: "3:softmax", targets: "classes", outputs: 3 },
] as const;

const optimizers = [
  "sgd",
  "sgd(momentum=0.9)",
  "sgd(momentum=0.8,nesterov=true)",
  "sgd(momentum=0.9,weightDecay=0.1)",
  "rmsProp(epsilon=1e-4)",
  "adagrad(epsilon=1e-3)",
  "adam(epsilon=1e-4)",
  "adam(weightDecay=0.1)",
  "adamW(weightDecay=0.1)",
] as const;

/** A network, its data, and how it is trained. */
export function drawPlan(seed: number): Plan {
  const draw = random(seed);
  const [features, steps, examples] = [1 + Math.floor(draw() * 4), 3, 10];
  const task = pick(draw, tasks);
  const hidden = Array.from({ length: 1 + Math.floor(draw() * 2) }, () => {
    const units = 2 + Math.floor(draw() * 4);
    const activation = pick(
      draw,
      Object.keys(activations).filter((name) => !["softmax", "step", "identity"].includes(name)),
    );
    return draw() < 0.25 ? `${units},batchNorm,${activation}` : `${units}:${activation}`;
  });
  const rate = draw() < 0.7 ? 0.05 : pick(draw, [cosine(0.1), stepDecay(0.1, { every: 1, factor: 0.5 })]);
  const batch = pick(draw, [4, 10, undefined]);
  const settings: ParitySettings = {
    layers: [...hidden, task.last].join(","),
    loss: task.loss === "huber" ? { name: "huber", settings: { delta: 1 } } : task.loss,
    optimizer: pick(draw, optimizers),
    learningRate: rate,
    ...(draw() < 0.3 && { l2: 0.1 }),
    ...(draw() < 0.2 && { clipNorm: 0.1 }),
    ...(batch !== undefined && { batch }),
  };
  const single = draw() < 0.4;
  const arrays = new Map<string, NDArray>();
  const put = (name: string, shape: readonly number[], value: (i: number) => number) => {
    const numbers = Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => value(i));
    arrays.set(
      name,
      single
        ? new NDArray(Float32Array.from(numbers), shape, "float32")
        : new NDArray(numbers, shape, "float64"),
    );
  };
  put("x", [examples, features], () => normal(draw));
  if (task.targets === "classes") put("y", [examples], (i) => (i < 3 ? i : Math.floor(draw() * 3)));
  else
    put("y", [examples, task.outputs], () => (task.targets === "bits" ? Math.round(draw()) : normal(draw)));
  let [width, number] = [features, 0];
  for (const piece of String(settings.layers).split(",")) {
    const units = Number.parseInt(piece, 10);
    if (units > 0) {
      number++;
      put(`W${number}_0`, [width, units], () => normal(draw));
      put(`b${number}_0`, [units], () => 0.5 * normal(draw));
      width = units;
    } else if (piece === "batchNorm") {
      put(`gamma${number}_0`, [width], () => 1 + 0.2 * normal(draw));
      put(`beta${number}_0`, [width], () => 0.2 * normal(draw));
    }
  }
  return { settings, arrays, steps, gradients: draw() < 0.6 };
}

/** What a program records that trains as a setup says: every number off by its last place. */
export function record(
  { settings, arrays, steps, gradients }: Plan,
  setup: (trace: Trace, said: Setup) => Setup,
  seed: number,
) {
  const draw = random(seed);
  const recorded = new Map(arrays);
  const single = arrays.get("x")!.dtype === "float32";
  const empty = (name: string, shape: readonly number[]) => {
    const size = shape.reduce((a, b) => a * b, 1);
    recorded.set(
      name,
      single
        ? new NDArray(new Float32Array(size), shape, "float32")
        : new NDArray(new Float64Array(size), shape, "float64"),
    );
  };
  for (const [name, { shape }] of arrays) {
    const place = splitName(name);
    if (!place) continue;
    for (let step = 1; step <= steps; step++) {
      empty(`${place.name}_${step}`, shape);
      if (gradients) empty(`${gradientName(place.name)}_${step}`, shape);
      if (place.name.startsWith("gamma"))
        for (const own of ["mean", "variance"]) empty(`${place.name.replace("gamma", own)}_${step}`, shape);
    }
  }
  for (let step = 1; step <= steps; step++) empty(`loss_${step}`, []);
  const { trace, setup: said } = traceOf(recorded, settings);
  for (const { name, step, replayed } of replay(trace, setup(trace, said))) {
    const { data } = recorded.get(`${name}_${step}`)!;
    const before = recorded.get(`${name}_${step - 1}`)?.data;
    for (let i = 0; i < data.length; i++) {
      const still = before?.[i] === replayed[i];
      data[i] = still ? before![i]! : replayed[i]! * (1 + (draw() - 0.5) * (single ? 1e-7 : 2e-16));
    }
  }
  return recorded;
}

/** What can be planted in a setup: what the catalogue makes of it, and what it reads off a trace otherwise. */
export function variantsOf(trace: Trace, setup: Setup): (Variant & { readonly cause: string })[] {
  const first: Seen["first"] = {
    kind: "weight",
    name: "",
    step: 1,
    place: 0,
    shape: [],
    recorded: [],
    replayed: [],
    bound: new Float64Array(0),
    agrees: false,
  };
  const fitted: Record<string, Variant[]> = {
    frozen: [{ setup: { ...setup, frozen: (name) => name === "W1" } }],
    otherRate: [{ setup: { ...setup, rate: (step, steps) => 0.4 * setup.rate(step, steps) } }],
    // Noise of its own; the golden traces have it.
    lowerPrecision: [],
  };
  return causes.flatMap(({ name: cause, change }) =>
    (fitted[cause] ?? change(setup, { trace, first })).map((variant) => ({ ...variant, cause })),
  );
}
