import type { OptionSpecs } from "../spec.ts";
import { documentOptions } from "./document.ts";
import { trainingOptions } from "./training.ts";

const { loss, optimizer } = trainingOptions;

/** The network that the numbers are of. */
export const checkedNetwork = {
  layers: { value: "<list>", about: "layers from the first to the last: 4:tanh,1:sigmoid" },
  loss,
  optimizer: { ...optimizer, about: "how weights are updated: sgd, sgd(0.5,momentum=0.9), adam, ... (sgd)" },
  lr: { value: "<rate>", about: "learning rate, where the file does not hold it (read off the updates)" },
  names: { value: "<map>", about: "what names stand for that are not understood: hidden=A1,out=A2" },
} as const satisfies OptionSpecs;

/** How the verdict is written. */
export const verdictOptions = {
  ...documentOptions,
  json: { about: "the verdict as data" },
} as const satisfies OptionSpecs;

/** All options of `check`. */
export const checkOptions = { ...checkedNetwork, ...verdictOptions };
