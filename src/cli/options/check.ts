import { formatNames } from "../../explain/document/formatNames.ts";
import { languages } from "../../explain/language/sentences.ts";
import type { OptionSpecs } from "../spec.ts";
import { trainingOptions } from "./training.ts";

const { loss, optimizer } = trainingOptions;

/** The network that the numbers are of. */
export const checkedNetwork = {
  layers: { value: "<list>", about: "layers from the first to the last: 4:tanh,1:sigmoid" },
  loss,
  optimizer: { ...optimizer, about: "how weights are updated: sgd, sgd(momentum=0.9), adam, ... (sgd)" },
  lr: { value: "<rate>", about: "learning rate, where the file does not hold it (read off the updates)" },
  names: { value: "<map>", about: "what names stand for that are not understood: hidden=A1,out=A2" },
} as const satisfies OptionSpecs;

/** How the verdict is written. */
export const verdictOptions = {
  json: { about: "the verdict as data" },
  format: {
    value: "<kind>",
    about: `${formatNames.slice(0, -1).join(", ")} or ${formatNames.at(-1)} (text)`,
    choices: formatNames,
  },
  lang: { value: "<language>", about: "en or ko (en)", choices: languages },
} as const satisfies OptionSpecs;

/** All options of `check`. */
export const checkOptions = { ...checkedNetwork, ...verdictOptions };
