import { sha256 } from "../../src/formats/sha256.ts";
import {
  dense,
  type FitOptions,
  interpreter,
  type Model,
  mlp,
  planar,
  type Run,
  sgd,
  wasm,
} from "../../src/index.ts";

export const backends = { interpreter, wasm, auto: undefined };

/** Lesson 2's table: exclusive or, with a column of ones in the place of biases. */
const table = {
  x: [
    [0, 0, 1],
    [0, 1, 1],
    [1, 0, 1],
    [1, 1, 1],
  ],
  y: [0, 1, 1, 0],
};

const unbiased = { bias: false, init: "uniform(-1,1)" };

/** Lesson 2: full-batch updates of a network of sigmoids without biases. */
const lesson2 = (...hidden: readonly number[]) => ({
  model: mlp(3, ...[...hidden, 1].map((units) => dense(units, "sigmoid", unbiased))),
  data: table,
  options: { loss: "halfSquaredError", optimizer: sgd(1), epochs: 60_000, seed: 1, dtype: "float64" },
});

/** Lesson 4: the flower. */
const lesson4 = (dtype: "float32" | "float64") => ({
  model: mlp(
    2,
    dense(4, "tanh", { init: "normal(0,0.01)" }),
    dense(1, "sigmoid", { init: "normal(0,0.01)" }),
  ),
  data: planar({ samples: 400, seed: 1 }),
  options: { loss: "binaryCrossEntropy", optimizer: sgd(1.2), epochs: 10_000, seed: 3, dtype },
});

const mixed = (dtype: "float32" | "float64") => ({
  model: mlp(2, dense(4, "tanh"), dense(3, "gelu"), dense(1, "sigmoid")),
  data: planar({ samples: 200, seed: 1 }),
  options: { optimizer: sgd(0.5), epochs: 30, batchSize: 64, seed: 3, dtype },
});

/** What a page and Node both run. */
export const runs = {
  mixed32: () => mixed("float32"),
  mixed64: () => mixed("float64"),
  lesson2: () => lesson2(4),
  lesson2Deep: () => lesson2(4, 4),
  lesson4In32: () => lesson4("float32"),
  lesson4In64: () => lesson4("float64"),
  /** Long enough for threads to come. */
  wide: () => ({
    model: mlp(2, dense(64, "tanh"), dense(64, "tanh"), dense(1, "sigmoid")),
    data: planar({ samples: 400, seed: 1 }),
    options: { optimizer: sgd(0.1), epochs: 600, seed: 3 },
  }),
  /** Weights that are given, where none can be drawn: work enough to compile for, of which one update is taken. */
  given: () => {
    const model = mlp(3, dense(2, "tanh", { bias: false }), dense(1, "sigmoid", { bias: false }));
    const W1 = [
      [0.1, -0.2],
      [0.3, 0.4],
      [-0.5, 0.6],
    ];
    model.setWeights({ W1, W2: [[0.7], [-0.8]] }, "float64");
    const stop = () => false;
    const options = { epochs: 200_000, warmStart: true, dtype: "float64", callbacks: [stop] };
    return { model, data: table, options };
  },
} satisfies Readonly<Record<string, () => Prepared>>;

interface Prepared {
  readonly model: Model;
  readonly data: { readonly x: Parameters<Model["fit"]>[0]; readonly y: Parameters<Model["fit"]>[1] };
  readonly options: object;
}

/** The SHA-256 of all bytes of the weights, and what computed them. */
export async function train(
  name: keyof typeof runs,
  backend: keyof typeof backends,
  threads = 1,
): Promise<{ readonly hash: string; readonly engine: Run["engine"] }> {
  const { model, data, options }: Prepared = runs[name]();
  const chosen = backends[backend];
  const { engine } = await model.fit(data.x, data.y, {
    ...(options as FitOptions),
    threads,
    ...(chosen ? { backend: chosen } : {}),
  });
  const arrays = Object.values(model.weights!).map(({ data: { buffer, byteOffset, byteLength } }) =>
    new Uint8Array(buffer, byteOffset, byteLength).slice(),
  );
  return { hash: await sha256(new Uint8Array(await new Blob(arrays).arrayBuffer())), engine };
}
