import type { OptionSpecs } from "../spec.ts";

/** All options of `verify`. */
export const verifyOptions = {
  against: {
    value: "<run>",
    about:
      "a run folder, or a file with a trained network: what the files must compute, in place of their own test vectors",
  },
  timeLimit: { value: "<seconds>", about: "time until a program is killed, with all that it started (30)" },
  json: { about: "print what came of it as JSON, one object a line for each file" },
} as const satisfies OptionSpecs;
