import type { OptionSpecs } from "./spec.ts";

/** Which data, and how it becomes inputs and targets. */
export const dataOptions = {
  dataDir: { value: "<folder>", about: "folder that holds the files of mnist and fashionMnist" },
  dataSeed: { value: "<n>", about: "seed of drawn data (1), and of the choice of the test part (0)" },
  samples: { value: "<n>", about: "points to draw" },
  noise: { value: "<sd>", about: "noise of drawn data" },
  dataOption: {
    value: "<name=value>",
    about: "another option of drawn data, as `data describe` lists them; may be repeated",
    many: true,
  },
  target: { value: "<columns>", about: "column or columns to predict (the last one)" },
  task: {
    value: "<kind>",
    about: "what is predicted: binary, multiclass or regression (found out)",
    choices: ["binary", "multiclass", "regression"],
  },
  ignore: { value: "<columns>", about: "columns to leave out" },
  missing: {
    value: "<what>",
    about: "missing values: fill with the mean, or drop their rows (fill)",
    choices: ["fill", "drop"],
  },
  encoding: { value: "<name>", about: "text encoding of a CSV file (found out): utf-8, cp949, ..." },
  delimiter: { value: "<char>", about: "what stands between fields of a CSV file (found out)" },
  scale: {
    value: "<kind>",
    about: "scaling of the inputs: standardize, minMax or none (files: standardize)",
    choices: ["standardize", "minMax", "none"],
  },
  standardize: { about: "the same as --scale standardize" },
  test: { value: "<share>", about: "share or count kept for judging at the end" },
  validation: { value: "<share>", about: "share or count judged after every epoch" },
} as const satisfies OptionSpecs;

/** Which network, and how its weights are drawn. */
export const networkOptions = {
  layers: { value: "<list>", about: "layers from the first to the last: 4:tanh,dropout(0.2),1:sigmoid" },
  init: { value: "<how>", about: "initial weights: heNormal, uniform(-1,1), normal(0,0.01), ..." },
  bias: { about: "layers without biases", negative: true },
  dtype: { value: "<type>", about: "float32 or float64 (float32)", choices: ["float32", "float64"] },
  seed: { value: "<n>", about: "seed of weights, shuffles and dropout (0)" },
} as const satisfies OptionSpecs;

/** How it is trained. */
export const trainingOptions = {
  loss: {
    value: "<name>",
    about: "what is made small: crossEntropy, huber(2), ... (what fits the last layer)",
  },
  optimizer: {
    value: "<name>",
    about: "sgd, sgd(momentum=0.9), adam(beta1=0.8), lbfgs, ... (sgd with --lr, else adam)",
  },
  lr: { value: "<rate>", about: "learning rate, or a schedule: 0.1, cosine(0.1,warmup=100)" },
  epochs: { value: "<n>", about: "passes over the data (1000 on full batches, else 20)" },
  batch: { value: "<n>", about: "examples in an update (all of up to 1000, else 100)" },
  shuffle: { about: "batches in the given order", negative: true },
  l1: { value: "<weight>", about: "weight of the sum of |W| in the loss" },
  l2: { value: "<weight>", about: "weight of half the sum of W^2 in the loss" },
  clipNorm: { value: "<norm>", about: "largest norm of all gradients together" },
  clipValue: { value: "<value>", about: "largest element of a gradient" },
  classWeights: { value: "<list>", about: "balanced, or a weight for each class: 1,2.5" },
  earlyStop: {
    value: "[epochs]",
    about: "stop when nothing has become better for so many epochs (10), keep the best weights",
  },
} as const satisfies OptionSpecs;
