import type { OptionSpecs } from "../spec.ts";
import { dataOptions } from "./data.ts";
import { networkOptions } from "./network.ts";
import { trainingOptions } from "./training.ts";

/** What is measured. */
export const measureOptions = {
  seconds: { value: "<s>", about: "how long each engine trains to be measured (0.5)" },
  json: { about: "print what was found as one JSON object" },
} as const satisfies OptionSpecs;

/** All options of `doctor`. */
export const doctorOptions = { ...measureOptions, ...dataOptions, ...networkOptions, ...trainingOptions };
