import { command, type OptionSpecs } from "../spec.ts";

export const predictOptions = {
  format: {
    value: "<kind>",
    about: "csv, json or npy (csv, or what --out ends in)",
    choices: ["csv", "json", "npy"],
  },
  out: { value: "<file>", about: "write to a file instead of the standard output" },
  json: { about: 'the same as --format json: {"outputs": [[...]]}' },
  encoding: { value: "<name>", about: "text encoding of a CSV file (found out)" },
  delimiter: { value: "<char>", about: "what stands between fields of a CSV file (found out)" },
} as const satisfies OptionSpecs;

export const predict = command<typeof predictOptions>({
  name: "predict",
  about: "what a trained network says about new inputs",
  arguments: [
    { name: "<run>", about: "a run folder" },
    {
      name: "[inputs...]",
      about: "values as 0.5,1.2 (one example each), or a file; the standard input unless said",
    },
  ],
  options: { Predict: predictOptions },
  examples: [
    ["predict run/ 0.5,1.2 -1,0", "two examples"],
    ["predict run/ new.csv --out answers.csv", "each row of a file"],
    ["predict run/ --json < new.csv", "from a pipe, for a program to read"],
  ],
  notes: `Columns of a file are found by their names, in any order; without names, by their place. Inputs are scaled and
encoded as in training. Outputs: for classes the name and the probability of each, else the predicted numbers.`,
  load: async () => (await import("../run/predict.ts")).predict,
});
