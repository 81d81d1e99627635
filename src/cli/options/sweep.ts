import type { OptionSpecs } from "../spec.ts";
import { dataOptions } from "./data.ts";
import { engineOptions } from "./engine.ts";
import { networkOptions } from "./network.ts";
import { trainingOptions } from "./training.ts";

/** What is said of a sweep. */
export const sweepReportOptions = {
  out: { value: "<folder>", about: "write sweep.csv, and for two inputs the boundaries as small multiples" },
  ...engineOptions,
  json: { about: "print the rows as one JSON object, last on the standard output" },
  quiet: { about: "no table, no progress", short: "-q" },
} as const satisfies OptionSpecs;

/** All options of `sweep`. */
export const sweepOptions = { ...dataOptions, ...networkOptions, ...trainingOptions, ...sweepReportOptions };
