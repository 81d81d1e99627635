import { asArray } from "../array/convert.ts";
import { type ArrayInput, NDArray } from "../array/ndarray.ts";
import { allocate, type FloatType, type TypedArray } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { requireOptions } from "../base/requireOptions.ts";
import { formatShape, type Shape, sameShape, sizeOf } from "../base/shape.ts";
import { showValue } from "../base/showValue.ts";
import { requireFinite } from "../data/finite.ts";
import type { Scaling } from "../data/scaling.ts";
import { input } from "../graph/build.ts";
import type { Layer } from "../nn/layers/layer.ts";
import { lossKind } from "../nn/losses/index.ts";
import type { Loss } from "../nn/losses/loss.ts";
import { forward, type Network } from "../nn/network.ts";
import { summary } from "../nn/summary.ts";
import { auto } from "../run/auto.ts";
import type { Backend } from "../run/backend.ts";
import { requireBackend } from "../run/requireBackend.ts";
import { chooseLoss } from "./choose.ts";
import { type Judged, judgeOf } from "./evaluate.ts";
import type { FitOptions } from "./options.ts";
import { checkInputs, readyInputs } from "./plan.ts";
import { type Predictor, predictor } from "./predict.ts";
import { prepareTargets } from "./targets.ts";
import { type Training, train } from "./train.ts";

/** A finished run: what it measured, and how it ended. */
export type Run = Omit<Training, "weights" | "plan">;

/**
 * A network with its weights: it trains, is judged and predicts. {@link mlp} and {@link sequential} make one.
 *
 * @example
 * const model = mlp(2, dense(4, "tanh"), dense(1, "sigmoid"));
 * await model.fit([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0], { optimizer: adam(0.1), epochs: 100 });
 * const outputs = await model.predict([[0, 0], [0, 1]]);
 * [...classOf(outputs)]; // [0, 1]
 */
export class Model {
  readonly network: Network;
  #dtype: FloatType = "float32";
  #weights: Map<string, TypedArray> | undefined;
  #scaling: Scaling | undefined;
  #loss: Loss | undefined;
  #predictor: Predictor | undefined;
  #isTraining = false;

  constructor(network: Network) {
    this.network = network;
    forward(network, input("X", [1, network.features], "float32"), { training: true, dtype: "float32" });
  }

  get dtype(): FloatType {
    return this.#dtype;
  }

  /** The scaling of the inputs that training measured, applied again at prediction. */
  get scaling(): Scaling | undefined {
    return this.#scaling;
  }

  /**
   * Trains on x (examples, features) and y. Each call draws new weights from `seed`, unless `warmStart` is set.
   *
   * @throws ChainruleError `usage`, `shape` or `data` before anything is computed, `usage` too while another fit of
   * the model goes on; {@link DivergedError} when the loss leaves the finite numbers
   *
   * @example
   * const model = mlp(2, dense(4, "tanh"), dense(1, "sigmoid"));
   * const run = await model.fit([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0], { epochs: 10, seed: 1 });
   * run.history.loss.length; // 10
   */
  async fit(x: ArrayInput, y: ArrayInput, options: FitOptions = {}): Promise<Run> {
    // The fit that ended last would overwrite the weights of the other.
    if (this.#isTraining)
      fail("usage", {
        who: "fit",
        expected: "a model that is not in training",
        got: "one whose fit has not ended",
        fix: "Await that fit first, or make another model.",
      });
    this.#isTraining = true;
    try {
      const start = options?.warmStart
        ? { weights: this.#required("fit with warmStart"), dtype: this.#dtype, scaling: this.#scaling }
        : undefined;
      const { weights, plan, ...run } = await train(this.network, x, y, options, start);
      this.#dtype = plan.step.dtype;
      this.#weights = new Map(weights);
      this.#scaling = plan.scaling;
      this.#loss = plan.step.loss;
      return run;
    } finally {
      this.#isTraining = false;
    }
  }

  /**
   * The outputs for x (examples, features): shape (examples, outputs).
   *
   * @throws ChainruleError `usage` before the model has weights or for what is no backend, `shape` for other features,
   * `data` for numbers that are not finite, as 1e39 is not in float32
   *
   * @example
   * const model = mlp(2, dense(1, "sigmoid"));
   * model.setWeights({ W1: [[2], [2]], b1: [-1] });
   * const outputs = await model.predict([[0, 0], [1, 1]]);
   * outputs.tolist(); // [[0.269], [0.953]]
   */
  async predict(x: ArrayInput, options: { readonly backend?: Backend } = {}): Promise<NDArray> {
    requireOptions("predict", options, ["backend"], backendExample);
    const { backend = auto } = options;
    const weights = this.#required("predict");
    requireBackend(backend, "predict");
    const rows = this.#prepare(checkInputs(this.network, x, "x"));
    const known = this.#predictor;
    if (known?.dtype !== this.#dtype || known.backend !== backend)
      this.#predictor = predictor(this.network, this.#dtype, backend);
    return this.#predictor!.predict(weights, rows);
  }

  /**
   * Loss and, for classes, the share classified right, on x and y; dropout rests. The loss is the one that the model
   * was trained with, or else what fits the last activation.
   *
   * @throws ChainruleError `usage` before the model has weights, `shape` or `data` for x or y that do not fit
   *
   * @example
   * const model = mlp(2, dense(1, "sigmoid"));
   * model.setWeights({ W1: [[2], [2]], b1: [-1] });
   * await model.evaluate([[0, 0], [1, 1]], [0, 1]).then(({ accuracy }) => accuracy); // 1
   */
  async evaluate(
    x: ArrayInput,
    y: ArrayInput,
    options: Pick<FitOptions, "loss" | "backend"> = {},
  ): Promise<Judged> {
    requireOptions("evaluate", options, ["loss", "backend"], backendExample);
    const { loss, backend = auto } = options;
    const weights = this.#required("evaluate");
    requireBackend(backend, "evaluate");
    const rows = this.#prepare(checkInputs(this.network, x, "x"));
    const chosen = chooseLoss(this.network, loss ?? this.#loss);
    const width = this.#shapes().output[1]!;
    const targets = prepareTargets(
      y,
      this.network,
      rows.shape[0]!,
      width,
      lossKind(chosen.name),
      this.#dtype,
    );
    const trained = { network: this.network, weights, dtype: this.#dtype, backend };
    const judge = judgeOf(trained, { x: rows, y: targets }, chosen);
    try {
      return judge.judge();
    } finally {
      judge.release();
    }
  }

  /**
   * Layers, shapes and parameters as a table.
   *
   * @example
   * mlp(2, dense(4, "tanh"), dense(1, "sigmoid")).summary().includes("17"); // true
   */
  summary(): string {
    return summary(this.network);
  }

  /**
   * The parameters and layer states by name: W1, b1, ...; undefined before the first fit.
   *
   * @example
   * const model = mlp(2, dense(1));
   * model.setWeights({ W1: [[3], [4]], b1: [5] });
   * Object.keys(model.weights); // ["W1", "b1"]
   */
  get weights(): Readonly<Record<string, NDArray>> | undefined {
    if (!this.#weights) return undefined;
    const { shapes } = this.#shapes();
    return Object.fromEntries(
      [...this.#weights].map(([name, values]) => [name, new NDArray(values, shapes.get(name)!, this.#dtype)]),
    );
  }

  /**
   * Puts weights in, all of them, by name. They are of the dtype that the model has, and its scaling stays, unless
   * told otherwise; a scaling of null takes it away.
   *
   * @throws ChainruleError `usage` for a missing or unknown name, `shape` for a shape that does not fit, `data` for a
   * number that is not finite
   *
   * @example
   * const model = mlp(2, dense(1));
   * model.setWeights({ W1: [[3], [4]], b1: [5] });
   * const outputs = await model.predict([[1, 1]]);
   * outputs.tolist(); // [[12]]
   */
  setWeights(
    given: Readonly<Record<string, ArrayInput>>,
    dtype: FloatType = this.#dtype,
    scaling: Scaling | null | undefined = this.#scaling,
  ): void {
    const { shapes } = this.#shapes();
    requireOptions("setWeights", given, [...shapes.keys()], "{ W1: [[3], [4]], b1: [5] }", "weight");
    this.#weights = new Map(
      [...shapes].map(([name, shape]) => [name, checkWeight(name, shape, given[name], dtype)]),
    );
    this.#dtype = dtype;
    this.#scaling = scaling ?? undefined;
  }

  #prepare(x: NDArray): NDArray {
    return readyInputs(x, this.#dtype, this.#scaling, "x");
  }

  #required(who: string): Map<string, TypedArray> {
    return (
      this.#weights ??
      fail("usage", {
        who,
        expected: "a model with weights",
        got: "a new one",
        fix: "Call fit or setWeights first.",
      })
    );
  }

  #shapes(): { readonly shapes: Map<string, Shape>; readonly output: Shape } {
    const x = input("X", [1, this.network.features], this.#dtype);
    const { parameters, states, output } = forward(this.network, x, { training: true, dtype: this.#dtype });
    const nodes = [...parameters, ...states].map(({ node }) => node);
    return { shapes: new Map(nodes.map(({ name, shape }) => [name!, shape])), output: output.shape };
  }
}

const backendExample = "{ backend: wasm }";

function checkWeight(
  name: string,
  shape: Shape,
  given: ArrayInput | undefined,
  dtype: FloatType,
): TypedArray {
  const array = given === undefined ? undefined : asArray(given, dtype, name);
  if (!array || !sameShape(array.shape, shape))
    fail("shape", {
      who: `weights "${name}"`,
      expected: `shape ${formatShape(shape)}`,
      got: array ? `shape ${formatShape(array.shape)}` : "nothing",
      fix: adviseWeight(shape, array?.shape),
    });
  requireFinite(array, `weights "${name}"`, "");
  const values = allocate(dtype, sizeOf(shape));
  values.set(array.data);
  return values;
}

function adviseWeight(shape: Shape, given: Shape | undefined): string | undefined {
  if (shape.length !== 2 || given?.length !== 2) return undefined;
  if (sameShape(given.toReversed(), shape)) return "It fits transposed: W is inputs x units.";
  return `W is inputs x units: ${shape[0]} inputs come in, and the layer has ${shape[1]} units.`;
}

/**
 * A network of layers in sequence.
 *
 * @param features how many numbers an example has
 * @throws ChainruleError that names the layer that does not fit
 *
 * @example
 * sequential(2, [dense(4, "tanh"), dense(1, "sigmoid")]).network.layers.length; // 2
 */
export function sequential(features: number, layers: readonly Layer[]): Model {
  if (!Number.isInteger(features) || features < 1)
    fail("usage", {
      who: "sequential",
      expected: "a positive whole number of features",
      got: showValue(features),
      fix: "They come first: mlp(2, dense(1)).",
    });
  if (!Array.isArray(layers) || layers.length === 0)
    fail("usage", {
      who: "sequential",
      expected: "a list of at least one layer",
      got: showValue(layers),
      fix: "Write [dense(1)].",
    });
  return new Model({ features, layers });
}

/**
 * A multilayer perceptron: the same as {@link sequential}, layers listed one after the other.
 *
 * @example
 * mlp(2, dense(4, "tanh"), dense(1, "sigmoid")).network.features; // 2
 */
export const mlp = (features: number, ...layers: readonly Layer[]): Model => sequential(features, layers);
