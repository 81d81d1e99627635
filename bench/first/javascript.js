import { done, rate, W1, W2, x, y } from "./problem.js";

const [w1, w2, b1] = [Float64Array.from(W1), Float64Array.from(W2), new Float64Array(4)];
const [dw1, dw2, db1] = [new Float64Array(8), new Float64Array(4), new Float64Array(4)];
const a = new Float64Array(4);
let [b2, db2] = [0, 0];
for (let row = 0; row < 4; row++) {
  let z = b2;
  for (let j = 0; j < 4; j++) {
    a[j] = Math.tanh(x[2 * row] * w1[j] + x[2 * row + 1] * w1[4 + j] + b1[j]);
    z += a[j] * w2[j];
  }
  const error = (1 / (1 + Math.exp(-z)) - y[row]) / 4;
  db2 += error;
  for (let j = 0; j < 4; j++) {
    dw2[j] += error * a[j];
    const delta = error * w2[j] * (1 - a[j] * a[j]);
    db1[j] += delta;
    dw1[j] += delta * x[2 * row];
    dw1[4 + j] += delta * x[2 * row + 1];
  }
}
for (let i = 0; i < 8; i++) w1[i] -= rate * dw1[i];
for (let j = 0; j < 4; j++) {
  w2[j] -= rate * dw2[j];
  b1[j] -= rate * db1[j];
}
b2 -= rate * db2;
done(w1, b1, w2, [b2]);
