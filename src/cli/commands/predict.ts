import { predictOptions } from "../options/predict.ts";
import { command } from "../spec.ts";

export const predict = command<typeof predictOptions>({
  name: "predict",
  about: "what a trained network says about new inputs",
  arguments: [
    { name: "<run>", about: "a run folder, or a file with a trained network" },
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
encoded as in training. Outputs: for classes the name and the probability of each, else the predicted numbers.
Values are parted by commas, or as --delimiter and --decimal say; "175,5;66;red" is understood too.`,
  load: async () => (await import("../run/predict.ts")).predict,
});
