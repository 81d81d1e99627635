import type { OptionSpecs } from "../spec.ts";

/** The languages that `eject` writes, as their table has them: named here so that the help need not load it. */
export const languages = ["javascript", "typescript", "wasm", "c", "numpy", "pytorch", "jax"] as const;

/** All options of `eject`. */
export const ejectOptions = {
  to: { value: "<language>", about: languages.join(", "), choices: languages },
  training: { about: "write a program that trains the network as the run did (numpy, pytorch, jax)" },
  out: {
    value: "<path>",
    about: "the program's file, or a folder for it (a file here, named after the run)",
  },
} as const satisfies OptionSpecs;
