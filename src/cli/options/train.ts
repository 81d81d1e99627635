import type { OptionSpecs } from "../spec.ts";
import { dataOptions } from "./data.ts";
import { engineOptions } from "./engine.ts";
import { networkOptions } from "./network.ts";
import { trainingOptions } from "./training.ts";

/** Where a run goes, and what is said of it. */
export const runOptions = {
  config: {
    value: "<file>",
    about: "train again what a run folder or a file like its run.json describes, with what is said beside it",
  },
  out: { value: "<folder>", about: "run folder to write (run)" },
  checkpointEvery: { value: "<n>", about: "write a checkpoint every n epochs, or 500steps" },
  resume: { value: "<run>", about: "go on from the checkpoint of a run folder, to the same bits" },
  ...engineOptions,
  threads: { value: "<n>", about: "threads to train on (as many as pay); the bits are the same" },
  fast: { about: "multiply and add with one rounding: faster, the last bits differ by machine" },
  json: { about: "print the result as one JSON object, last on the standard output" },
  weights: { about: "with --json: the weights too" },
  quiet: { about: "no progress, no summary", short: "-q" },
} as const satisfies OptionSpecs;

/** All options of `train`. */
export const trainOptions = { ...dataOptions, ...networkOptions, ...trainingOptions, ...runOptions };
