import * as tf from "@tensorflow/tfjs";
import { done, rate, W1, W2, x, y } from "./problem.js";

const backend = process.argv[2];
if (backend === "wasm") await import("@tensorflow/tfjs-backend-wasm");
await tf.setBackend(backend);
await tf.ready();
const inputs = tf.tensor2d(x, [4, 2]);
const targets = tf.tensor2d(y, [4, 1]);
const parameters = [
  tf.variable(tf.tensor2d(W1, [2, 4])),
  tf.variable(tf.zeros([4])),
  tf.variable(tf.tensor2d(W2, [4, 1])),
  tf.variable(tf.zeros([1])),
];
const [w1, b1, w2, b2] = parameters;
const loss = () => {
  const hidden = tf.tanh(tf.add(tf.matMul(inputs, w1), b1));
  return tf.losses.sigmoidCrossEntropy(targets, tf.add(tf.matMul(hidden, w2), b2));
};
tf.train.sgd(rate).minimize(loss, false, parameters);
done(...parameters.map((parameter) => parameter.dataSync()));
