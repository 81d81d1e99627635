import * as tf from "@tensorflow/tfjs";
import { setThreadsCount } from "@tensorflow/tfjs-backend-wasm";
import {
  type NetworkSpec,
  type Open,
  type ProductSpec,
  type Runner,
  readNumbers,
  secondsSince,
  versionOf,
} from "../../task.ts";

/**
 * TensorFlow.js with its core API, as its guides train a custom model: variables, an optimizer's `minimize`, losses
 * from its own table, everything in `tidy`. It knows float32 only: float64 work is done in float32.
 */
export const open: Open = async (folder, spec, { variant, threads }) => {
  if (variant === "wasm") setThreadsCount(threads);
  await tf.setBackend(variant);
  await tf.ready();
  return spec.kind === "product" ? products(folder, spec) : network(folder, spec);
};

const version = versionOf("@tensorflow/tfjs");

const single = (folder: string, name: string, dtype: NetworkSpec["dtype"]): Float32Array =>
  Float32Array.from(readNumbers(folder, name, dtype));

function network(folder: string, spec: NetworkSpec): Runner {
  const { dtype, layers, rows, batch, loss, kind } = spec;
  const x = tf.tensor2d(single(folder, "x", dtype), [rows, layers[0]!.inputs]);
  const y = tf.tensor2d(single(folder, "y", dtype), [rows, layers.at(-1)!.units]);
  const parameters = layers.map(({ inputs, units, bias }, i) => ({
    w: tf.variable(tf.zeros<tf.Rank.R2>([inputs, units])),
    b: bias ? tf.variable(tf.zeros([units])) : undefined,
    startW: tf.tensor2d(single(folder, `W${i + 1}`, dtype), [inputs, units]),
  }));
  const trained = parameters.flatMap(({ w, b }) => (b ? [w, b] : [w]));

  /** All layers, the last without its activation: the losses take logits. Bias and activation ride on the product. */
  const logits = (input: tf.Tensor2D): tf.Tensor2D =>
    layers.reduce((a, { activation }, i) => {
      const { w, b } = parameters[i]!;
      const isFused = i < layers.length - 1 && (activation === "relu" || activation === "sigmoid");
      const z: tf.Tensor = tf.fused.matMul({
        a,
        b: w,
        ...(b ? { bias: b } : {}),
        activation: isFused ? activation : "linear",
      });
      return (activation === "tanh" ? tf.tanh(z) : z) as tf.Tensor2D;
    }, input);
  const lossOf = (input: tf.Tensor2D, target: tf.Tensor2D): tf.Scalar => {
    const z = logits(input);
    if (loss === "crossEntropy") return tf.losses.softmaxCrossEntropy(target, z);
    if (loss === "binaryCrossEntropy") return tf.losses.sigmoidCrossEntropy(target, z);
    return tf.mul(tf.sum(tf.square(tf.sub(tf.sigmoid(z), target))), 0.5);
  };
  const whole = batch === rows;
  const part = (array: tf.Tensor2D, step: number): tf.Tensor2D =>
    whole ? array : tf.slice2d(array, [(step * batch) % rows, 0], [batch, array.shape[1]]);

  return {
    version,
    async run(_, steps) {
      for (const { w, b, startW } of parameters) {
        w.assign(startW);
        b?.assign(tf.zerosLike(b));
      }
      if (kind === "predict") {
        const found: Float32Array[] = [];
        const start = performance.now();
        for (let step = 0; step < steps; step++)
          found.push(tf.tidy(() => tf.softmax(logits(part(x, step))).dataSync<"float32">()));
        return { seconds: secondsSince(start), result: () => found };
      }
      const rule = spec.optimizer;
      const optimizer =
        rule.name === "sgd"
          ? tf.train.sgd(rule.learningRate)
          : tf.train.adam(rule.learningRate, rule.beta1, rule.beta2, rule.epsilon);
      const start = performance.now();
      for (let step = 0; step < steps; step++)
        tf.tidy(() => {
          optimizer.minimize(() => lossOf(part(x, step), part(y, step)), false, trained);
        });
      trained.at(-1)!.dataSync();
      const seconds = secondsSince(start);
      optimizer.dispose();
      return { seconds, result: () => trained.map((variable) => variable.dataSync()) };
    },
  };
}

function products(folder: string, { cases }: ProductSpec): Runner {
  const [a, b] = [single(folder, "a", "float64"), single(folder, "b", "float64")];
  return {
    version,
    async run(which, steps) {
      const { form, m, k, n } = cases[which]!;
      const left = tf.tensor2d(a.slice(0, m * k), form === "AtB" ? [k, m] : [m, k]);
      const right = tf.tensor2d(b.slice(0, k * n), form === "ABt" ? [n, k] : [k, n]);
      const product = () => tf.matMul(left, right, form === "AtB", form === "ABt");
      product().dispose();
      const start = performance.now();
      for (let i = 1; i < steps; i++) product().dispose();
      const c = product();
      const values = c.dataSync<"float32">();
      const seconds = secondsSince(start);
      tf.dispose([left, right, c]);
      return { seconds, result: () => [values] };
    },
  };
}
