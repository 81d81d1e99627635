import type { OptionSpecs } from "../spec.ts";

/** What networks can be computed with. */
export const engines = ["auto", "interpreter", "wasm", "native"] as const;

export const engineOptions = {
  engine: {
    value: "<engine>",
    about: "auto, interpreter, wasm or native (auto, or what CHAINRULE_ENGINE says); the bits are the same",
    choices: engines,
  },
} as const satisfies OptionSpecs;
