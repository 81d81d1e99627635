import type { OptionSpecs } from "../spec.ts";
import { dataOptions } from "./data.ts";
import { documentOptions } from "./document.ts";
import { networkOptions } from "./network.ts";
import { trainingOptions } from "./training.ts";

/** How closely is looked. */
export const lookOptions = {
  looks: { value: "<n>", about: "times to look at the run, its start and its end among them (25)" },
  examples: { value: "<m>", about: "the most examples to look at, evenly spread over the data (1000)" },
  range: {
    value: "<from,to>",
    about: "learning rates of the range test, and how many: 1e-5,10,100; none for no test (1e-5,10)",
  },
  pictures: { value: "<folder>", about: "draw what was found into a folder, as svg" },
} as const satisfies OptionSpecs;

/** All options of `report`. */
export const reportOptions = {
  ...lookOptions,
  ...documentOptions,
  ...dataOptions,
  ...networkOptions,
  ...trainingOptions,
};
