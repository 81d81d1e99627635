import type { OptionSpecs } from "../spec.ts";
import { csvOptions } from "./data.ts";
import { engineOptions } from "./engine.ts";

/** All options of `predict`. */
export const predictOptions = {
  format: {
    value: "<kind>",
    about: "csv, json or npy (csv, or what --out ends in)",
    choices: ["csv", "json", "npy"],
  },
  out: { value: "<file>", about: "write to a file instead of the standard output" },
  json: { about: 'the same as --format json: {"outputs": [[...]]}' },
  ...engineOptions,
  ...csvOptions,
} as const satisfies OptionSpecs;
