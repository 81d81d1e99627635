import type { OptionSpecs } from "../spec.ts";

/** How it is trained. */
export const trainingOptions = {
  loss: {
    value: "<name>",
    about: "what is made small: crossEntropy, huber(2), ... (what fits the last layer)",
  },
  optimizer: {
    value: "<name>",
    about: "sgd(0.5), sgd(momentum=0.9), adam(0.01,beta1=0.8), lbfgs, ... (sgd with --lr, else adam)",
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
