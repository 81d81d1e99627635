import type { Floats, LayerSpec, NetworkSpec, OptimizerSpec } from "../../task.ts";
import { productAB, productABt, productAtB } from "./products.ts";

/** A network on batches of rows: a matrix product for each layer, there and back. All memory is made beforehand. */
export function layerwise(
  { layers, batch, optimizer }: NetworkSpec,
  weights: readonly Floats[],
  biases: readonly Floats[],
) {
  const Numbers = weights[0]!.constructor as new (size: number) => Floats;
  const last = layers.length - 1;
  const activations = layers.map(({ units }) => new Numbers(batch * units));
  const deltas = layers.map(({ units }) => new Numbers(batch * units));
  const weightGradients = weights.map(({ length }) => new Numbers(length));
  const biasGradients = biases.map(({ length }) => new Numbers(length));
  const update = updaterOf(optimizer);
  const weightUpdates = weights.map((w) => update(w));
  const biasUpdates = biases.map((b) => update(b));

  function forward(x: Floats): Floats {
    let input = x;
    for (const [l, layer] of layers.entries()) {
      const a = activations[l]!;
      productAB(input, weights[l]!, a, batch, layer.inputs, layer.units);
      activate(a, biases[l]!, batch, layer);
      input = a;
    }
    return input;
  }

  /** One update on a batch; its gradients are means over the rows. */
  function step(x: Floats, y: Floats): void {
    const output = forward(x);
    const delta = deltas[last]!;
    for (let i = 0; i < delta.length; i++) delta[i] = (output[i]! - y[i]!) / batch;
    for (let l = last; l >= 0; l--) {
      const { inputs, units } = layers[l]!;
      const delta = deltas[l]!;
      productAtB(l === 0 ? x : activations[l - 1]!, delta, weightGradients[l]!, inputs, batch, units);
      sumRows(delta, biasGradients[l]!, batch);
      if (l > 0) {
        const below = deltas[l - 1]!;
        productABt(delta, weights[l]!, below, batch, units, inputs);
        timesDerivative(below, activations[l - 1]!, layers[l - 1]!);
      }
    }
    for (let l = 0; l <= last; l++) {
      weightUpdates[l]!(weightGradients[l]!);
      biasUpdates[l]!(biasGradients[l]!);
    }
  }

  return { forward, step };
}

function activate(a: Floats, b: Floats, rows: number, { units, activation }: LayerSpec): void {
  for (let i = 0; i < rows; i++) {
    const row = i * units;
    for (let j = 0; j < units; j++) a[row + j] = a[row + j]! + b[j]!;
    if (activation === "softmax") softmax(a, row, units);
    else if (activation === "relu") for (let j = row; j < row + units; j++) a[j] = Math.max(0, a[j]!);
    else for (let j = row; j < row + units; j++) a[j] = 1 / (1 + Math.exp(-a[j]!));
  }
}

function softmax(a: Floats, from: number, units: number): void {
  let largest = -Infinity;
  for (let j = from; j < from + units; j++) largest = Math.max(largest, a[j]!);
  let sum = 0;
  for (let j = from; j < from + units; j++) {
    const value = Math.exp(a[j]! - largest);
    a[j] = value;
    sum += value;
  }
  for (let j = from; j < from + units; j++) a[j] = a[j]! / sum;
}

function timesDerivative(delta: Floats, a: Floats, { activation }: LayerSpec): void {
  if (activation === "relu") for (let i = 0; i < delta.length; i++) delta[i] = a[i]! > 0 ? delta[i]! : 0;
  else for (let i = 0; i < delta.length; i++) delta[i] = delta[i]! * a[i]! * (1 - a[i]!);
}

function sumRows(delta: Floats, sum: Floats, rows: number): void {
  const units = sum.length;
  sum.fill(0);
  for (let i = 0; i < rows; i++) for (let j = 0; j < units; j++) sum[j] = sum[j]! + delta[i * units + j]!;
}

/** The update of one parameter, with what it must remember. */
function updaterOf(optimizer: OptimizerSpec): (parameter: Floats) => (gradient: Floats) => void {
  if (optimizer.name === "sgd")
    return (parameter) => (gradient) => {
      for (let i = 0; i < parameter.length; i++)
        parameter[i] = parameter[i]! - optimizer.learningRate * gradient[i]!;
    };
  const { learningRate, beta1, beta2, epsilon } = optimizer;
  return (parameter) => {
    const mean = parameter.slice().fill(0);
    const square = parameter.slice().fill(0);
    let t = 0;
    return (gradient) => {
      t++;
      const rate = learningRate / (1 - beta1 ** t);
      const scale = 1 / (1 - beta2 ** t);
      for (let i = 0; i < parameter.length; i++) {
        const g = gradient[i]!;
        const m = beta1 * mean[i]! + (1 - beta1) * g;
        const v = beta2 * square[i]! + (1 - beta2) * g * g;
        mean[i] = m;
        square[i] = v;
        parameter[i] = parameter[i]! - (rate * m) / (Math.sqrt(v * scale) + epsilon);
      }
    };
  };
}
