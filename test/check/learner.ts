/**
 * A learner's program: one training step in plain loops, written without the library, with a slip where one is asked
 * for. Matrices have one example a row until they are handed out.
 */
import { NDArray } from "../../src/index.ts";

/** Numbers in rows. */
export type Matrix = readonly (readonly number[])[];

export type Slip =
  | "noMean"
  | "meanTwice"
  | "sumForMean"
  | "derivativeLeftOut"
  | "derivativeAtA"
  | "derivativeAtZ"
  | "derivativeOfWrong"
  | "derivativeTwice"
  | "sign"
  | "wrongLayer"
  | "errorBeforeActivation"
  | "wrongInput"
  | "biasForgotten"
  | "transpose"
  | "wrongAxis"
  | "noAxis"
  | "activationForgotten"
  | "wrongActivation"
  | "softmaxAxis"
  | "sameLogTwice"
  | "lossSign"
  | "ascent"
  | "rateTwice"
  | "rateMissing"
  | "alreadyUpdated"
  | "factorTwo"
  | "otherOrder"
  | "labelsNotOneHot";

/** What one learner does, drawn at random. */
export interface Plan {
  readonly features: number;
  readonly units: readonly number[];
  readonly activations: readonly string[];
  readonly loss: "binaryCrossEntropy" | "crossEntropy" | "meanSquaredError" | "halfSquaredError";
  readonly examples: number;
  readonly columns: boolean;
  readonly bias: boolean;
  /** Whether 1/m stands with the error. */
  readonly meanInError: boolean;
  /** Target minus output, and an update that adds. */
  readonly targetMinusOutput: boolean;
  readonly labels: boolean;
  readonly single: boolean;
  /** Decimals that are printed; all where undefined. */
  readonly decimals?: number;
  readonly rate: number;
  readonly slip?: Slip;
}

export type Random = () => number;

/** A generator of uniform numbers: mulberry32 (Tommy Ettinger 2017). */
export function random(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const times = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((sum, x, k) => sum + x * b[k]![j]!, 0)));
const flip = (a: Matrix): Matrix => a[0]!.map((_, j) => a.map((row) => row[j]!));
const zip = (a: Matrix, b: Matrix, f: (x: number, y: number) => number): Matrix =>
  a.map((row, i) => row.map((x, j) => f(x, b[i]![j]!)));
const map = (a: Matrix, f: (x: number) => number): Matrix => a.map((row) => row.map(f));

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** Each function, and its derivative at z with a = g(z). */
export const functions: Readonly<
  Record<string, { g(z: number): number; slope(z: number, a: number): number }>
> = {
  tanh: { g: Math.tanh, slope: (_, a) => 1 - a * a },
  sigmoid: { g: sigmoid, slope: (_, a) => a * (1 - a) },
  relu: { g: (z) => Math.max(0, z), slope: (z) => (z > 0 ? 1 : 0) },
  softplus: { g: (z) => Math.log1p(Math.exp(z)), slope: (z) => sigmoid(z) },
  identity: { g: (z) => z, slope: () => 1 },
};

function softmax(z: Matrix): Matrix {
  return z.map((row) => {
    const top = Math.max(...row);
    const e = row.map((x) => Math.exp(x - top));
    const sum = e.reduce((a, b) => a + b, 0);
    return e.map((x) => x / sum);
  });
}

const activate = (name: string, z: Matrix): Matrix =>
  name === "softmax" ? softmax(z) : map(z, functions[name]!.g);

/** Carries out a plan: the arrays by name. Undefined where the slip has no place in this network. */
export function carryOut(plan: Plan, draw: Random): Record<string, NDArray> | undefined {
  const { units, activations, examples: m, slip, single } = plan;
  const round = single ? Math.fround : (x: number) => x;
  const normal = () => round(Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw()));
  const matrix = (r: number, c: number, f: () => number): Matrix =>
    Array.from({ length: r }, () => Array.from({ length: c }, f));
  const store = (a: Matrix): Matrix => map(a, round);
  const v: Record<string, Matrix> = { X: matrix(m, plan.features, normal) };
  const L = units.length;
  const widths = [plan.features, ...units];
  units.forEach((u, i) => {
    v[`W${i + 1}`] = matrix(widths[i]!, u, () => round(normal() * 0.7));
    if (plan.bias) v[`b${i + 1}`] = matrix(1, u, () => round(normal() * 0.4));
  });
  const k = units[L - 1]!;
  const classes = Array.from({ length: m }, () => Math.floor(draw() * k));
  v.Y =
    plan.loss === "crossEntropy"
      ? classes.map((c) => Array.from({ length: k }, (_, j) => (j === c ? 1 : 0)))
      : plan.loss === "binaryCrossEntropy"
        ? matrix(m, k, () => (draw() > 0.5 ? 1 : 0))
        : matrix(m, k, normal);

  const target = 1 + Math.floor(draw() * L);
  const hidden = L > 1 ? 1 + Math.floor(draw() * (L - 1)) : 0;
  const other = (name: string) => (name === "sigmoid" ? "tanh" : "sigmoid");
  let planted = slip === undefined;
  const plant = (which: Slip, fits: boolean): boolean => {
    if (slip === which && fits) planted = true;
    return slip === which && fits;
  };

  let a = v.X!;
  for (let l = 1; l <= L; l++) {
    const name = activations[l - 1]!;
    let w = v[`W${l}`]!;
    if (plant("transpose", l === 2 && w.length === w[0]!.length && w.length > 1 && target % 2 === 0))
      w = flip(w);
    const before = plant("wrongInput", l === 2 && target % 2 === 1 && activations[0] !== "identity")
      ? v.Z1!
      : a;
    let z = times(before, w);
    const b = v[`b${l}`]?.[0];
    if (b && !plant("biasForgotten", l === target)) z = z.map((row) => row.map((x, j) => x + b[j]!));
    v[`Z${l}`] = z = store(z);
    a = activate(name, z);
    if (name !== "softmax" && name !== "identity") {
      if (plant("activationForgotten", l === target && (l < L || plan.loss !== "binaryCrossEntropy"))) a = z;
      if (plant("wrongActivation", l === target && l < L)) a = activate(other(name), z);
    }
    if (name === "softmax" && plant("softmaxAxis", m > 1)) a = flip(softmax(flip(z)));
    a = store(a);
    if (name !== "identity") v[`A${l}`] = a;
  }

  const y = v.Y!;
  const cost = (i: number): number => {
    const [p, t] = [a[i]!, y[i]!];
    const sum = (f: (a: number, y: number) => number) => p.reduce((s, x, j) => s + f(x, t[j]!), 0);
    if (plan.loss === "crossEntropy") return -sum((x, q) => (q === 0 ? 0 : q * Math.log(x)));
    if (plan.loss === "meanSquaredError") return sum((x, q) => (x - q) ** 2) / k;
    if (plan.loss === "halfSquaredError") return 0.5 * sum((x, q) => (x - q) ** 2);
    const first = slip === "sameLogTwice" ? (x: number) => Math.log(1 - x) : Math.log;
    return -sum((x, q) => q * first(x) + (1 - q) * Math.log(1 - x)) / k;
  };
  plant("sameLogTwice", plan.loss === "binaryCrossEntropy" && y.some((row) => row.includes(1)));
  const isMean = plan.loss !== "halfSquaredError";
  const all = y.map((_, i) => cost(i)).reduce((s, x) => s + x, 0);
  let loss = isMean && !plant("sumForMean", isMean && m > 1) ? all / m : all;
  if (plant("lossSign", true)) loss = -loss;
  v.loss = [[round(loss)]];

  const last = activations[L - 1]!;
  const collapses = plan.loss === "crossEntropy" || plan.loss === "binaryCrossEntropy";
  let targets = y;
  if (
    plant(
      "otherOrder",
      y.some((row, i) => row.some((x, j) => x !== y[m - 1 - i]![j])),
    )
  )
    targets = y.toReversed();
  if (plant("labelsNotOneHot", plan.labels)) targets = classes.map((c) => Array.from({ length: k }, () => c));
  let dz = zip(a, targets, (x, t) => x - t);
  if (plan.loss === "binaryCrossEntropy") dz = map(dz, (x) => x / k);
  if (plan.loss === "meanSquaredError") dz = map(dz, (x) => (2 * x) / k);
  if (!collapses) dz = zip(dz, zip(v[`Z${L}`]!, a, functions[last]!.slope), (x, s) => x * s);
  if (plant("derivativeTwice", collapses && last === "sigmoid")) dz = zip(dz, a, (x, p) => x * p * (1 - p));
  if (plant("sign", true)) dz = map(dz, (x) => -x);
  if (plan.targetMinusOutput) dz = map(dz, (x) => -x);
  if (plan.meanInError && isMean) dz = map(dz, (x) => x / m);

  const updates = plan.targetMinusOutput ? 1 : -1;
  for (let l = L; l >= 1; l--) {
    if (l < L) {
      let w = v[`W${l + 1}`]!;
      if (plant("alreadyUpdated", l === L - 1)) w = v[`W${l + 1}_new`]!;
      const square = w.length === w[0]!.length && w.length > 1;
      const straight = plant("transpose", square && target % 2 === 1 && l === 1);
      const da = store(times(v[`dZ${l + 1}`]!, straight ? w : flip(w)));
      v[`dA${l}`] = da;
      const name = activations[l - 1]!;
      const { g, slope } = functions[name]!;
      const [z, act] = [v[`Z${l}`]!, v[`A${l}`] ?? v[`Z${l}`]!];
      const here = l === hidden;
      let slopes = zip(z, act, slope);
      if (plant("derivativeLeftOut", here && name !== "identity")) slopes = map(z, () => 1);
      if (plant("derivativeAtA", here && (name === "tanh" || name === "sigmoid")))
        slopes = map(act, (x) => slope(x, g(x)));
      if (plant("derivativeAtZ", here && (name === "tanh" || name === "sigmoid"))) slopes = zip(z, z, slope);
      if (plant("derivativeOfWrong", here && (name === "tanh" || name === "sigmoid")))
        slopes = zip(z, act, functions[other(name)]!.slope);
      dz = zip(da, slopes, (x, s) => x * s);
    }
    v[`dZ${l}`] = dz = store(dz);
    const before = l === 1 ? v.X! : (v[`A${l - 1}`] ?? v[`Z${l - 1}`]!);
    let error = dz;
    const next = v[`dZ${l + 1}`];
    if (plant("wrongLayer", l < L && next !== undefined && next[0]!.length === dz[0]!.length && l === hidden))
      error = next!;
    if (plant("errorBeforeActivation", l === hidden && l < L && activations[l - 1] !== "identity"))
      error = v[`dA${l}`]!;
    let dw = times(flip(before), error);
    let db: Matrix = [dz[0]!.map((_, j) => dz.reduce((s, row) => s + row[j]!, 0))];
    const divide = isMean && !plan.meanInError;
    if (divide && !plant("noMean", l === target && m > 1 && !plan.meanInError)) dw = map(dw, (x) => x / m);
    if (divide) db = map(db, (x) => x / m);
    if (plant("meanTwice", isMean && l === target && m > 1)) dw = map(dw, (x) => x / m);
    if (plant("factorTwo", plan.loss === "meanSquaredError" && l === target)) dw = map(dw, (x) => x / 2);
    if (plan.bias && plant("wrongAxis", l === target && m > 1 && m !== dz[0]!.length))
      db = [dz.map((row) => row.reduce((s, x) => s + x, 0) / (divide ? m : 1))];
    if (plan.bias && plant("noAxis", l === target && dz[0]!.length > 1))
      db = [[db[0]!.reduce((s, x) => s + x, 0)]];
    v[`dW${l}`] = dw = store(dw);
    if (plan.bias) v[`db${l}`] = db = store(db);
    const rate = plant("rateTwice", plan.rate !== 1)
      ? plan.rate ** 2
      : plant("rateMissing", plan.rate !== 1)
        ? 1
        : plan.rate;
    const way = plant("ascent", true) ? -updates : updates;
    v[`W${l}_new`] = store(zip(v[`W${l}`]!, dw, (x, s) => x + way * rate * s));
    if (plan.bias && db[0]!.length === v[`b${l}`]![0]!.length)
      v[`b${l}_new`] = store(zip(v[`b${l}`]!, db, (x, s) => x + way * rate * s));
  }
  return planted ? handedOut(v, plan, classes) : undefined;
}

/** The arrays as a file holds them: turned, in their type, printed. */
function handedOut(
  values: Readonly<Record<string, Matrix>>,
  plan: Plan,
  classes: readonly number[],
): Record<string, NDArray> {
  const { columns, decimals, single } = plan;
  const arrays: Record<string, NDArray> = {};
  for (const [name, matrix] of Object.entries(values)) {
    const isGiven = /^([XY]|[Wb]\d)$/.test(name);
    const printed = (x: number) => (decimals === undefined || isGiven ? x : Number(x.toFixed(decimals)));
    const turn = columns ? flip(matrix) : matrix;
    const numbers = turn.flat().map(printed);
    const data = single ? Float32Array.from(numbers) : Float64Array.from(numbers);
    const isList = !columns && /^d?b\d/.test(name);
    const shape = name === "loss" ? [] : isList ? [numbers.length] : [turn.length, turn[0]!.length];
    arrays[name] = new NDArray(data, shape, single ? "float32" : "float64");
  }
  if (plan.labels) arrays.Y = new NDArray(Int32Array.from(classes), [classes.length], "int32");
  arrays.learning_rate = new NDArray(Float64Array.of(plan.rate), [], "float64");
  return arrays;
}

/** The network of lesson 4, done right, an example a column. */
export const lesson4: Plan = {
  features: 2,
  units: [4, 1],
  activations: ["tanh", "sigmoid"],
  loss: "binaryCrossEntropy",
  examples: 6,
  columns: true,
  bias: true,
  meanInError: false,
  targetMinusOutput: false,
  labels: false,
  single: false,
  rate: 0.5,
};
