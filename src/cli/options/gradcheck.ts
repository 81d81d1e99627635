import type { OptionSpecs } from "../spec.ts";
import { dataOptions } from "./data.ts";
import { documentOptions } from "./document.ts";
import { networkOptions } from "./network.ts";
import { trainingOptions } from "./training.ts";

/** How closely is looked. */
export const checkedOptions = {
  tolerance: { value: "<error>", about: "the largest relative error that passes (1e-6)" },
  elements: {
    value: "<n>",
    about: "elements of each parameter to look at (all of up to 1000 in the network, else 25 of each)",
  },
  examples: { value: "<m>", about: "examples to look at, from the first (100)" },
} as const satisfies OptionSpecs;

const { layers, init, bias, seed } = networkOptions;
/** Which network, and how its weights are drawn where there is no run. */
export const checkedNetwork = { layers, init, bias, seed } as const;

const { loss, l1, l2 } = trainingOptions;
export const checkedTraining = { loss, l1, l2 } as const;

/** All options of `gradcheck`. */
export const gradcheckOptions = {
  ...checkedOptions,
  ...documentOptions,
  ...checkedNetwork,
  ...checkedTraining,
  ...dataOptions,
};
