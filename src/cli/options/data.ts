import type { Task } from "../../data/dataset.ts";
import type { OptionSpecs } from "../spec.ts";

export const tasks = ["binary", "multiclass", "regression"] as const satisfies readonly Task[];

/** Which data, and how it becomes inputs and targets. */
export const dataOptions = {
  dataDir: { value: "<folder>", about: "folder that holds the files of mnist and fashionMnist" },
  dataSeed: { value: "<n>", about: "seed of drawn data (1), and of the choice of the test part (0)" },
  samples: { value: "<n>", about: "points to draw" },
  noise: { value: "<sd>", about: "noise of drawn data" },
  dataOption: {
    value: "<name=value>",
    about: "another option of drawn data, as `data describe` lists them; may be repeated",
    many: true,
  },
  target: { value: "<columns>", about: "column or columns to predict (the last one)" },
  targets: { value: "<file>", about: "npy file with what to predict, beside one with the inputs" },
  task: {
    value: "<kind>",
    about: "what is predicted: binary, multiclass or regression (found out)",
    choices: tasks,
  },
  ignore: { value: "<columns>", about: "columns to leave out" },
  missing: {
    value: "<what>",
    about: "missing values: fill with the mean, or drop their rows (fill)",
    choices: ["fill", "drop"],
  },
  encoding: { value: "<name>", about: "text encoding of a CSV file (found out): utf-8, cp949, ..." },
  delimiter: { value: "<char>", about: "what stands between fields of a CSV file (found out)" },
  header: {
    value: "<yes|no>",
    about: "whether the first line of a CSV file names the columns (found out)",
    choices: ["yes", "no"],
  },
  decimal: { value: "<mark>", about: "decimal mark of a CSV file (found out)", choices: [".", ","] },
  types: { value: "<list>", about: "types of columns: zip=category,age=number (found out)" },
  scale: {
    value: "<kind>",
    about:
      "scaling of the inputs, and in files of numbers to predict: standardize, minMax or none (files: standardize)",
    choices: ["standardize", "minMax", "none"],
  },
  standardize: { about: "the same as --scale standardize" },
  test: { value: "<share>", about: "share or count kept for judging at the end" },
  validation: { value: "<share>", about: "share or count judged after every epoch" },
} as const satisfies OptionSpecs;

const { dataDir, dataSeed, samples, noise, dataOption } = dataOptions;
const { encoding, delimiter, header, decimal, types } = dataOptions;

/** How a table is read. */
export const csvOptions = { encoding, delimiter, header, decimal, types } as const satisfies OptionSpecs;

/** Where data comes from, without how it is split and encoded. */
export const sourceOptions = {
  dataDir,
  dataSeed,
  samples,
  noise,
  dataOption,
  ...csvOptions,
} as const satisfies OptionSpecs;

const { target, task, ignore, missing } = dataOptions;

/** What the columns of a table are. */
export const tableOptions = { target, task, ignore, missing } as const satisfies OptionSpecs;
