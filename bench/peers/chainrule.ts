import { readFileSync } from "node:fs";
import type * as Chainrule from "../../src/index.ts";
import type * as ForNode from "../../src/node.ts";
import {
  type NetworkSpec,
  type Open,
  type ProductSpec,
  parameterNames,
  type Runner,
  readNumbers,
  secondsSince,
} from "../task.ts";

/**
 * This project, through what its package exports: by its default, which is WebAssembly where there is something to do; or
 * by native code (`native`), with products fused as well (`fast`).
 */

const dist = (entry: string): string => new URL(`../../dist/${entry}.js`, import.meta.url).href;
const { adam, auto, dense, input, mlp, NDArray, ops, sgd, wasm } = (await import(
  dist("index")
)) as typeof Chainrule;
const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

export const open: Open = async (folder, spec, { threads, variant }) => {
  const { native } = variant === "" ? {} : ((await import(dist("node"))) as typeof ForNode);
  const how = { threads, fast: variant === "fast" };
  return spec.kind === "product"
    ? products(folder, spec, native ?? wasm, how)
    : network(folder, spec, native ?? auto, how);
};

interface How {
  readonly threads: number;
  readonly fast: boolean;
}

function network(folder: string, spec: NetworkSpec, backend: Chainrule.Backend, how: How): Runner {
  const { dtype, layers, rows, batch, optimizer } = spec;
  const features = layers[0]!.inputs;
  const outputs = layers.at(-1)!.units;
  const numbers = (name: string, ...shape: number[]) =>
    new NDArray(readNumbers(folder, name, dtype), shape, dtype);
  const x = numbers("x", rows, features);
  const y = spec.loss === "crossEntropy" ? labelsOf(folder, spec) : numbers("y", rows, outputs);
  const weights = Object.fromEntries(
    layers.flatMap(({ inputs, units, bias }, i) => [
      [`W${i + 1}`, numbers(`W${i + 1}`, inputs, units)],
      ...(bias ? [[`b${i + 1}`, numbers(`b${i + 1}`, units)]] : []),
    ]),
  );
  const model = mlp(
    features,
    ...layers.map(({ units, activation, bias }) => dense(units, activation, { bias })),
  );
  const perEpoch = rows / batch;
  const rule = ruleOf(optimizer);
  const firstRows = (array: typeof x, count: number) =>
    count >= rows
      ? array
      : new NDArray(array.data.subarray(0, count * array.shape[1]!), [count, array.shape[1]!], array.dtype);
  return {
    version,
    async run(_, steps) {
      model.setWeights(weights, dtype);
      if (spec.kind === "predict") {
        const part = firstRows(x, steps * batch);
        const start = performance.now();
        const predicted = await model.predict(part, { backend: so(backend, how) });
        return { seconds: secondsSince(start), result: () => [predicted.data] };
      }
      const part = steps * batch;
      const { seconds } = await model.fit(firstRows(x, part), firstRows(y, part), {
        loss: spec.loss,
        optimizer: rule,
        epochs: Math.max(1, Math.round(steps / perEpoch)),
        batchSize: batch,
        shuffle: false,
        dtype,
        warmStart: true,
        backend,
        ...how,
      });
      return { seconds, result: () => parameterNames(spec).map((name) => model.weights![name]!.data) };
    },
  };
}

function ruleOf(optimizer: NetworkSpec["optimizer"]): Chainrule.Optimizer {
  if (optimizer.name === "sgd") return sgd(optimizer.learningRate);
  const { learningRate, beta1, beta2, epsilon } = optimizer;
  return adam(learningRate, { beta1, beta2, epsilon });
}

/** A backend that runs as it is told to, where a function takes no such settings. */
const so = (backend: Chainrule.Backend, settings: How): Chainrule.Backend => ({
  ...backend,
  prepare: (graphs, how) => backend.prepare(graphs, { ...how, ...settings }),
});

/** Classes as numbers, as most users have them. */
function labelsOf(folder: string, { dtype, layers, rows }: NetworkSpec) {
  const classes = layers.at(-1)!.units;
  const ones = readNumbers(folder, "y", dtype);
  const labels = Int32Array.from({ length: rows }, (_, i) =>
    ones.subarray(i * classes, (i + 1) * classes).indexOf(1),
  );
  return new NDArray(labels, [rows, 1], "int32");
}

function products(folder: string, { cases }: ProductSpec, backend: Chainrule.Backend, how: How): Runner {
  const a = readNumbers(folder, "a", "float64");
  const b = readNumbers(folder, "b", "float64");
  const prepared = cases.map(({ form, m, k, n, dtype }) => () => {
    const left = input("a", form === "AtB" ? [k, m] : [m, k], dtype);
    const right = input("b", form === "ABt" ? [n, k] : [k, n], dtype);
    const c = ops.matmul(
      form === "AtB" ? ops.transpose(left) : left,
      form === "ABt" ? ops.transpose(right) : right,
    );
    const [program] = backend.prepare([{ outputs: { c }, updates: [] }], how);
    program.set("a", a.subarray(0, m * k));
    program.set("b", b.subarray(0, k * n));
    return program;
  });
  let kept: { readonly which: number; readonly program: Chainrule.Program } | undefined;
  return {
    version,
    async run(which, steps) {
      if (kept?.which !== which) kept = { which, program: prepared[which]!() };
      const { program } = kept;
      const start = performance.now();
      program.run(steps);
      return { seconds: secondsSince(start), result: () => [program.read("c")] };
    },
  };
}
