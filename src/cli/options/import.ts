import type { OptionSpecs } from "../spec.ts";

/** All options of `import`. */
export const importOptions = {
  layers: { value: "<list>", about: "the layers, for a file of weights alone: 50:relu,10:softmax" },
  convention: {
    value: "<kind>",
    about:
      "how W1, b1, ... lie where their shapes do not tell: rows (W is inputs x units) or columns (units x inputs)",
    choices: ["rows", "columns"],
  },
  features: { value: "<names>", about: "names for the columns of the data, parted by commas" },
  classes: { value: "<names>", about: "names for the classes, parted by commas" },
  out: {
    value: "<file>",
    about: "the model file to write (the file's name, with .safetensors or .model.safetensors)",
  },
} as const satisfies OptionSpecs;
