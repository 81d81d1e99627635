import type { OptionSpecs } from "../spec.ts";
import { documentOptions } from "./document.ts";

export const listOptions = {
  list: { about: "the lessons and their steps" },
} as const satisfies OptionSpecs;

/** All options of `lesson`. */
export const lessonOptions = { ...listOptions, ...documentOptions };
