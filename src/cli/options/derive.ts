import type { OptionSpecs } from "../spec.ts";
import { documentOptions } from "./document.ts";
import { networkOptions } from "./network.ts";
import { trainingOptions } from "./training.ts";

/** What is derived, and on which numbers it is shown. */
export const derivedOptions = {
  only: {
    value: "<what>",
    about: "equations: those it ends in; numpy: the program in NumPy (all)",
    choices: ["equations", "numpy"],
  },
  convention: {
    value: "<kind>",
    about: "an example is a row or a column: rows or columns (rows)",
    choices: ["rows", "columns"],
  },
  features: { value: "<n>", about: "numbers an example has (2)" },
  examples: { value: "<m>", about: "examples whose numbers stand beside the symbols (5)" },
} as const satisfies OptionSpecs;

const { layers, bias, seed } = networkOptions;
/** Which network; the seed draws the numbers. */
export const derivedNetwork = { layers, bias, seed } as const;

const { loss, optimizer, lr } = trainingOptions;
export const derivedTraining = { loss, optimizer, lr } as const;

/** All options of `derive`. */
export const deriveOptions = {
  ...derivedOptions,
  ...documentOptions,
  ...derivedNetwork,
  ...derivedTraining,
};
