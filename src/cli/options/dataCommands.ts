import type { OptionSpecs } from "../spec.ts";
import { sourceOptions, tableOptions } from "./data.ts";

/** All options of `data describe`. */
export const describeOptions = {
  ...sourceOptions,
  ...tableOptions,
  json: { about: "print the description as one JSON object" },
} as const satisfies OptionSpecs;

/** All options of `data export`. */
export const exportOptions = {
  ...sourceOptions,
  ...tableOptions,
  out: { value: "<file>", about: "csv, json or npz file to write (standard output, as CSV)" },
  part: { value: "<part>", about: "train or test (train)", choices: ["train", "test"] },
} as const satisfies OptionSpecs;

/** All options of `data plot`. */
export const plotOptions = {
  ...sourceOptions,
  ...tableOptions,
  out: { value: "<file>", about: "svg or png file to write (data.svg)" },
} as const satisfies OptionSpecs;
