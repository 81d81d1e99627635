import { dataOptions } from "../options.ts";
import { command, type OptionSpecs } from "../spec.ts";

const { dataDir, dataSeed, samples, noise, dataOption, encoding, delimiter } = dataOptions;

/** Where data comes from; how it is split and encoded is the run's. */
export const sourceOptions = { dataDir, dataSeed, samples, noise, dataOption, encoding, delimiter } as const;

const reportOptions = {
  json: { about: "print loss, accuracy and the other scores as one JSON object" },
  out: { value: "<file>", about: "draw the confusion matrix into an svg or png file" },
} as const satisfies OptionSpecs;

export const evaluateOptions = { ...sourceOptions, ...reportOptions };

export const evaluate = command<typeof evaluateOptions>({
  name: "evaluate",
  about: "judge a trained network on the test part of its data, or on other data",
  arguments: [
    { name: "<run>", about: "a run folder" },
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
