import { sourceOptions } from "../options/data.ts";
import { type evaluateOptions, reportOptions } from "../options/evaluate.ts";
import { command } from "../spec.ts";

export const evaluate = command<typeof evaluateOptions>({
  name: "evaluate",
  about: "judge a trained network on the test part of its data, or on other data",
  arguments: [
    { name: "<run>", about: "a run folder, or a file with a trained network" },
    { name: "[data]", about: "a data set or file with targets; the run's own data unless said" },
  ],
  options: { Report: reportOptions, Data: sourceOptions },
  examples: [
    ["evaluate run/", "loss, accuracy, precision, recall, confusion matrix"],
    ["evaluate run/ later.csv --json", "on new rows, for a program to read"],
    ["evaluate run/ planar --data-seed 2", "on points the network has not seen"],
  ],
  notes:
    "Without data: the test part of the run's data where it has one, else all of that data, as it was trained on.",
  load: async () => (await import("../run/evaluate.ts")).evaluate,
});
