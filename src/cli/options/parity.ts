import type { OptionSpecs } from "../spec.ts";
import { documentOptions } from "./document.ts";
import { trainingOptions } from "./training.ts";

const { loss, optimizer, lr, l1, l2, clipNorm, clipValue } = trainingOptions;

/** The training that was recorded. */
export const recordedTraining = {
  layers: { value: "<list>", about: "layers from the first to the last: 4:tanh,1:sigmoid" },
  loss,
  optimizer: { ...optimizer, about: "sgd(0.5), sgd(momentum=0.9), adam(epsilon=1e-7), ... (sgd)" },
  lr: { ...lr, about: "learning rate, or a schedule: 0.1, cosine(0.1,warmup=100) (the optimizer's own)" },
  l1,
  l2,
  clipNorm,
  clipValue,
  batch: {
    value: "<n>",
    about: "examples in a batch, in the given order, where the trace has no batch_1, batch_2, ... (all)",
  },
} as const satisfies OptionSpecs;

/** How closely is looked, and how the result is written. */
export const comparisonOptions = {
  tolerance: {
    value: "<error>",
    about: "a difference that counts as none, relative to the largest number (what rounding explains)",
  },
  ...documentOptions,
  json: { about: "the comparison as data" },
} as const satisfies OptionSpecs;

/** All options of `parity`. */
export const parityOptions = { ...recordedTraining, ...comparisonOptions };
