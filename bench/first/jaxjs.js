import { defaultDevice, grad, init, jit, nn, numpy as np } from "@jax-js/jax";
import { done, rate, W1, W2, x, y } from "./problem.js";

await init("wasm");
defaultDevice("wasm");
const matrix = (values, ...shape) => np.array(Float64Array.from(values)).reshape(shape);
const loss = ([w1, b1, w2, b2], inputs, targets) => {
  const z = np.matmul(np.tanh(np.matmul(inputs, w1).add(b1)), w2).add(b2);
  return nn.softplus(z.ref).sub(targets.mul(z)).sum().mul(0.25);
};
const step = jit((parameters, inputs, targets) => {
  const gradients = grad(loss)(
    parameters.map((p) => p.ref),
    inputs,
    targets,
  );
  return parameters.map((p, i) => p.sub(gradients[i].mul(rate)));
});
const start = [
  matrix(W1, 2, 4),
  np.array(new Float64Array(4)),
  matrix(W2, 4, 1),
  np.array(new Float64Array(1)),
];
const parameters = step(start, matrix(x, 4, 2), matrix(y, 4, 1));
done(...(await Promise.all(parameters.map((p) => p.data()))));
