import { blockUntilReady, defaultDevice, init, jit, nn, numpy as np, valueAndGrad } from "@jax-js/jax";
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
 * jax-js on WebAssembly: the whole update is one jitted function. In Node it has one thread, as it asks for the
 * browser's workers. Each use of an array but the last takes `.ref`: that is its ownership.
 */
export const open: Open = async (folder, spec) => {
  await init("wasm");
  defaultDevice("wasm");
  return spec.kind === "product" ? products(folder, spec) : network(folder, spec);
};

const version = versionOf("@jax-js/jax");

type Arrays = np.Array[];

function network(folder: string, spec: NetworkSpec): Runner {
  const { dtype, layers, rows, batch, loss, kind, optimizer } = spec;
  const array = (name: string, ...shape: number[]) =>
    np.array(readNumbers(folder, name, dtype)).reshape(shape);
  const [features, outputs] = [layers[0]!.inputs, layers.at(-1)!.units];
  const cut = (name: string, width: number): Arrays => {
    const numbers = readNumbers(folder, name, dtype);
    return Array.from({ length: rows / batch }, (_, i) =>
      np.array(numbers.slice(i * batch * width, (i + 1) * batch * width)).reshape([batch, width]),
    );
  };
  const xs = cut("x", features);
  const ys = cut("y", outputs);
  const fresh = (): Arrays =>
    layers.flatMap(({ inputs, units, bias }, i) => [
      array(`W${i + 1}`, inputs, units),
      ...(bias ? [array(`b${i + 1}`, units)] : []),
    ]);

  /** All layers, the last without its activation. Takes what it is given. */
  const logits = (parameters: Arrays, x: np.Array): np.Array => {
    let at = 0;
    return layers.reduce((a, { activation, bias }, i) => {
      const z = np.matmul(a, parameters[at++]!);
      const biased = bias ? z.add(parameters[at++]!) : z;
      if (i === layers.length - 1) return biased;
      return activation === "tanh"
        ? np.tanh(biased)
        : activation === "relu"
          ? nn.relu(biased)
          : nn.sigmoid(biased);
    }, x);
  };
  const lossOf = (parameters: Arrays, x: np.Array, y: np.Array): np.Array => {
    const z = logits(parameters, x);
    if (loss === "crossEntropy")
      return nn
        .logSoftmax(z)
        .mul(y)
        .sum()
        .mul(-1 / batch);
    // The mean of log(1 + exp(z)) - y z, as max(z, 0) + log(1 + exp(-|z|)) - y z.
    if (loss === "binaryCrossEntropy")
      return nn
        .softplus(z.ref)
        .sub(y.mul(z))
        .sum()
        .mul(1 / batch);
    const error = nn.sigmoid(z).sub(y);
    return np.square(error).sum().mul(0.5);
  };
  const gradient = valueAndGrad(lossOf);
  const sgd = jit((parameters: Arrays, x: np.Array, y: np.Array): Arrays => {
    const [value, gradients] = gradient(
      parameters.map((p) => p.ref),
      x,
      y,
    );
    value.dispose();
    return parameters.map((p, i) => p.sub(gradients[i]!.mul(optimizer.learningRate)));
  });
  const adam = jit(
    (parameters: Arrays, means: Arrays, squares: Arrays, corrections: np.Array, x: np.Array, y: np.Array) => {
      if (optimizer.name !== "adam") throw new Error("not Adam");
      const { learningRate, beta1, beta2, epsilon } = optimizer;
      const [value, gradients] = gradient(
        parameters.map((p) => p.ref),
        x,
        y,
      );
      value.dispose();
      const [first, second] = np.split(corrections, 2) as [np.Array, np.Array];
      const mean = means.map((m, i) => m.mul(beta1).add(gradients[i]!.ref.mul(1 - beta1)));
      const square = squares.map((v, i) => v.mul(beta2).add(np.square(gradients[i]!).mul(1 - beta2)));
      const moved = parameters.map((p, i) => {
        const size = np.sqrt(square[i]!.ref.div(second.ref)).add(epsilon);
        return p.sub(mean[i]!.ref.div(first.ref).mul(learningRate).div(size));
      });
      first.dispose();
      second.dispose();
      return [moved, mean, square];
    },
  );
  const predict = jit((parameters: Arrays, x: np.Array) => nn.softmax(logits(parameters, x)));

  return {
    version,
    async run(_, steps) {
      let parameters = fresh();
      const refs = (arrays: Arrays) => arrays.map((one) => one.ref);
      if (kind === "predict") {
        const found: Arrays = [];
        const start = performance.now();
        for (let step = 0; step < steps; step++) found.push(predict(refs(parameters), xs[step]!.ref));
        await blockUntilReady(found);
        const seconds = secondsSince(start);
        for (const parameter of parameters) parameter.dispose();
        return { seconds, result: () => Promise.all(found.map((one) => one.data())) };
      }
      const zeros = () => parameters.map((p) => np.zerosLike(p.ref));
      let [means, squares] = optimizer.name === "adam" ? [zeros(), zeros()] : [[], []];
      const start = performance.now();
      for (let step = 0; step < steps; step++) {
        const [x, y] = [xs[step % xs.length]!.ref, ys[step % ys.length]!.ref];
        if (optimizer.name === "sgd") parameters = sgd(parameters, x, y);
        else {
          const t = step + 1;
          const corrections = np.array(
            new Float32Array([1 - optimizer.beta1 ** t, 1 - optimizer.beta2 ** t]),
          );
          [parameters, means, squares] = adam(parameters, means!, squares!, corrections, x, y) as [
            Arrays,
            Arrays,
            Arrays,
          ];
        }
        // Waiting at each step was faster than once at the end: what is pending piles up.
        await blockUntilReady(parameters);
      }
      const seconds = secondsSince(start);
      for (const slot of [...means!, ...squares!]) slot.dispose();
      return { seconds, result: () => Promise.all(parameters.map((p) => p.data())) };
    },
  };
}

function products(folder: string, { cases }: ProductSpec): Runner {
  const [a, b] = [readNumbers(folder, "a", "float64"), readNumbers(folder, "b", "float64")];
  const functions = {
    AB: jit((left: np.Array, right: np.Array) => np.matmul(left, right)),
    AtB: jit((left: np.Array, right: np.Array) => np.matmul(np.transpose(left), right)),
    ABt: jit((left: np.Array, right: np.Array) => np.matmul(left, np.transpose(right))),
  };
  return {
    version,
    async run(which, steps) {
      const { form, m, k, n, dtype } = cases[which]!;
      const typed = (numbers: typeof a) =>
        dtype === "float32" ? Float32Array.from(numbers) : numbers.slice();
      const left = np.array(typed(a.subarray(0, m * k))).reshape(form === "AtB" ? [k, m] : [m, k]);
      const right = np.array(typed(b.subarray(0, k * n))).reshape(form === "ABt" ? [n, k] : [k, n]);
      const product = functions[form];
      const warm = product(left.ref, right.ref);
      await blockUntilReady(warm);
      warm.dispose();
      const start = performance.now();
      // Arrays are computed when they are asked for: one that is given back before has cost nothing.
      for (let i = 1; i < steps; i++) (await blockUntilReady(product(left.ref, right.ref))).dispose();
      const c = product(left, right);
      await blockUntilReady(c);
      return { seconds: secondsSince(start), result: async () => [await c.data()] };
    },
  };
}
