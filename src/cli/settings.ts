import type { Material } from "../formats/material/material.ts";
import { parseInitializer } from "../nn/initializers/index.ts";
import { parseLoss } from "../nn/losses/index.ts";
import { optimizerKind, parseOptimizer } from "../nn/optimizers/index.ts";
import type { Optimizer } from "../nn/optimizers/optimizer.ts";
import { parseLayers } from "../nn/parseLayers.ts";
import { readLearningRate } from "../nn/schedules/readLearningRate.ts";
import { type Model, sequential } from "../train/model.ts";
import type { FitOptions } from "../train/options.ts";
import { defined } from "./defined.ts";
import type { networkOptions } from "./options/network.ts";
import type { trainingOptions } from "./options/training.ts";
import { choiceOption, countOption, realOption } from "./optionValues.ts";
import { checkNumbers, checkOutputs, outputsFor } from "./outputs.ts";
import type { Given } from "./spec.ts";

export type NetworkGiven = Given<typeof networkOptions>;
export type TrainingGiven = Given<typeof trainingOptions>;

/** Up to so many examples, an update sees all of them unless `--batch` says otherwise. */
const fullBatch = 1000;

/**
 * The network that was asked for, or a usual one for the task.
 *
 * @throws ChainruleError `usage` for layers whose last one does not fit the targets, with one that does
 */
export function networkOf(
  given: NetworkGiven & Pick<TrainingGiven, "loss">,
  { training, data }: Material,
): Model {
  const features = training.x.shape[1]!;
  const outputs = outputsFor(data.task, data.classes?.length ?? training.y.shape[1]!);
  if (given.init !== undefined) parseInitializer(given.init);
  const hidden = features > 20 ? "64:relu" : "8:tanh";
  const options = {
    ...(given.bias === false && { bias: false }),
    ...(given.init !== undefined && { init: given.init }),
  };
  const layers = parseLayers(given.layers ?? `${hidden},${outputs.usual}`, options);
  checkOutputs(layers, outputs);
  const model = sequential(features, layers);
  if (data.task === "regression") checkNumbers(model.network, given.loss, training.y, data.targets);
  return model;
}

/** What the options say of training, under the names of `fit`; what they do not say is left out. */
export const trainingSettings = (given: NetworkGiven & TrainingGiven) =>
  defined({
    loss: given.loss === undefined ? undefined : parseLoss(given.loss),
    epochs: countOption("--epochs", given.epochs),
    batchSize: countOption("--batch", given.batch, { from: 1 }),
    shuffle: given.shuffle,
    seed: countOption("--seed", given.seed, { from: 0, to: 2 ** 32 - 1 }),
    dtype: choiceOption("--dtype", given.dtype, ["float32", "float64"]),
    l1: realOption("--l1", given.l1, { from: 0 }),
    l2: realOption("--l2", given.l2, { from: 0 }),
    clipNorm: realOption("--clip-norm", given.clipNorm, { above: 0 }),
    clipValue: realOption("--clip-value", given.clipValue, { above: 0 }),
    classWeights: classWeightsOf(given.classWeights),
    earlyStopping: earlyStoppingOf(given.earlyStop),
  }) satisfies FitOptions;

/** Everything `fit` is told, save for what watches and stores the run. */
export function fitOptionsOf(
  given: NetworkGiven & TrainingGiven,
  { training, validation }: Pick<Material, "training" | "validation">,
): FitOptions & { readonly optimizer: Optimizer } {
  const examples = training.x.shape[0]!;
  const optimizer = optimizerOf(given);
  const settings = trainingSettings(given);
  const batchSize = settings.batchSize ?? usualBatch(examples, optimizer.name);
  const isFull = batchSize === undefined || batchSize >= examples;
  const others = defined({ batchSize, validation });
  return { epochs: isFull ? 1000 : 20, ...settings, ...others, optimizer };
}

/** A rate alone is plain gradient descent's, as in the textbooks; without one, Adam finds its own steps. */
export function optimizerOf({ optimizer, lr }: Pick<TrainingGiven, "optimizer" | "lr">) {
  const rate = lr === undefined ? undefined : learningRateOf(lr);
  if (optimizer !== undefined) return parseOptimizer(optimizer, rate);
  return rate === undefined ? parseOptimizer("adam", 0.01) : parseOptimizer("sgd", rate);
}

export const learningRateOf = (text: string) => readLearningRate("--lr", text);

const usualBatch = (examples: number, optimizer: string): number | undefined =>
  examples > fullBatch && optimizerKind(optimizer).kind === "firstOrder" ? 100 : undefined;

function classWeightsOf(text: string | undefined): FitOptions["classWeights"] {
  if (text === undefined || text === "balanced") return text;
  return text.split(",").map((weight) => realOption("--class-weights", weight, { from: 0 })!);
}

const earlyStoppingOf = (text: string | true | undefined): FitOptions["earlyStopping"] => {
  if (text === undefined) return undefined;
  return text === true ? {} : { patience: countOption("--early-stop", text, { from: 1 })! };
};
