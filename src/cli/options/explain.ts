import type { OptionSpecs } from "../spec.ts";
import { dataOptions } from "./data.ts";
import { documentOptions } from "./document.ts";
import { networkOptions } from "./network.ts";
import { trainingOptions } from "./training.ts";

/** Which update, and what of it. */
export const shownOptions = {
  preset: {
    value: "<name>",
    about: "a small network to follow by hand, instead of a run or data: worked-example, two-outputs",
    choices: ["worked-example", "two-outputs"],
  },
  step: {
    value: "<k>",
    about: "the update after so many from the first weights (0; for a run folder: the one after its last)",
  },
  sample: {
    value: "<i>",
    about: "an update by this one example of the training data (all of the batch)",
  },
  only: {
    value: "<names>",
    about: "values by name, as dW1 or dW*, and elements with all that adds up to them, as dW1[0,1]",
  },
  convention: {
    value: "<kind>",
    about: "an example is shown as a row or as a column: rows or columns (rows)",
    choices: ["rows", "columns"],
  },
  worksheet: {
    value: "<kind>",
    about: "a worksheet to print, with blanks to fill in, or its answers: questions or answers",
    choices: ["questions", "answers"],
  },
} as const satisfies OptionSpecs;

const { earlyStop: _, ...updates } = trainingOptions;
/** What decides an update, besides the network. */
export const updateOptions = updates;

/** All options of `explain`. */
export const explainOptions = {
  ...shownOptions,
  ...documentOptions,
  ...dataOptions,
  ...networkOptions,
  ...updateOptions,
};
