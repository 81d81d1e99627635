import type { OptionSpecs } from "../spec.ts";
import { sourceOptions } from "./data.ts";
import { engineOptions } from "./engine.ts";

/** What is said of a judgement. */
export const reportOptions = {
  json: { about: "print loss, accuracy and the other scores as one JSON object" },
  out: { value: "<file>", about: "draw the confusion matrix into an svg or png file" },
  ...engineOptions,
} as const satisfies OptionSpecs;

/** All options of `evaluate`. */
export const evaluateOptions = { ...sourceOptions, ...reportOptions };
