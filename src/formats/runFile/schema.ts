import * as v from "valibot";
import type { Network } from "../../nn/network.ts";
import type { ConfigFile, RunFile } from "./run.ts";

// Each message is what must hold, as it reads after "expected".
const text = v.string("text");
const texts = v.array(text, "a list of texts");
const flag = v.boolean("true or false");
const number = v.pipe(v.number("a number"), v.finite("a number"));
const numbers = v.array(number, "a list of numbers");

/** What is divided by. */
const divisor = v.pipe(number, v.notValue(0, "a number other than 0"));

const from = (least: number) => {
  const holds = `a number from ${least}`;
  return v.pipe(v.number(holds), v.finite(holds), v.minValue(least, holds));
};
const above = (bound: number) => {
  const holds = `a number above ${bound}`;
  return v.pipe(v.number(holds), v.finite(holds), v.gtValue(bound, holds));
};
const whole = (least: number) => {
  const holds = `a whole number from ${least}`;
  return v.pipe(v.number(holds), v.safeInteger(holds), v.minValue(least, holds));
};
const oneOf = <const O extends readonly string[]>(options: O) =>
  v.picklist(options, `one of ${options.map((option) => `"${option}"`).join(", ")}`);

/** An object with these fields; others are left out. */
const object = <E extends v.ObjectEntries>(entries: E) => v.object(entries, "an object");
const optional = v.exactOptional;
const fields = v.record(v.string(), v.unknown(), "an object");

/** JSON has no NaN: `JSON.stringify` writes null. */
const measured = v.pipe(
  v.nullable(v.number("a number or null")),
  v.transform((value) => value ?? Number.NaN),
);
const judged = { loss: measured, accuracy: optional(measured) };

const schedule = v.objectWithRest(
  { schedule: text },
  v.union([v.number(), v.string(), numbers], "a number, a list of numbers or text"),
  "a number or a schedule",
);
const optimizer = object({
  name: text,
  learningRate: v.union([number, schedule], "a number or a schedule"),
  settings: fields,
});

const task = oneOf(["binary", "multiclass", "regression"]);

const source = v.variant(
  "kind",
  [
    object({
      kind: v.literal("dataset"),
      name: text,
      options: v.record(v.string(), number, "an object"),
      dataDir: optional(text),
    }),
    object({
      kind: v.literal("file"),
      path: text,
      options: object({
        name: optional(text),
        encoding: optional(text),
        delimiter: optional(text),
        header: optional(flag),
        decimal: optional(oneOf([".", ","])),
        types: optional(v.record(v.string(), oneOf(["number", "category"]), "an object")),
        missing: optional(texts),
      }),
      targets: optional(text),
      task: optional(task),
    }),
  ],
  '"dataset" or "file"',
);

/** The most layers of a network in a file: a graph as deep as a foreign file likes would exhaust the stack. */
const mostLayers = 1000;

/** What a layer may hold is checked by its kind; that it is plain and flat, here. */
const setting = v.union(
  [v.number(), v.string(), v.boolean(), object({ name: text, numbers })],
  "a number, text, true or false, or an initializer",
);

const network: v.GenericSchema<unknown, Network> = object({
  features: whole(1),
  layers: v.pipe(
    v.array(
      v.objectWithRest({ type: text, name: optional(text) }, setting, "an object with a type"),
      "a list of layers",
    ),
    v.minLength(1, "at least one layer"),
    v.maxLength(mostLayers, `at most ${mostLayers} layers`),
  ),
});

const scaling = object({ offset: numbers, scale: v.array(divisor, "a list of numbers") });

/** The layers of a model and the scaling of its inputs, in any file. */
export const modelSchema: v.GenericSchema<unknown, Pick<RunFile, "network" | "scaling">> = object({
  network,
  scaling: optional(scaling),
});

const split = object({ test: optional(from(0)), seed: optional(whole(0)), stratify: optional(flag) });

// Checked by the data floor, whose format it is.
const encoding = v.custom<NonNullable<RunFile["data"]["encoding"]>>((value) => value !== null, "an encoding");

const names = {
  task,
  features: texts,
  targets: texts,
};

/** What a model file may say of the inputs and outputs of its network: as much as is known. */
export const aboutSchema: v.GenericSchema<
  unknown,
  Partial<Pick<RunFile["data"], "task" | "features" | "targets" | "classes" | "encoding">>
> = object({
  task: optional(names.task),
  features: optional(names.features),
  targets: optional(names.targets),
  classes: optional(texts),
  encoding: optional(encoding),
});

const config = {
  version: v.literal(1, "1"),
  chainrule: text,
  network,
  dtype: oneOf(["float32", "float64"]),
  settings: object({
    loss: object({ name: text, settings: fields }),
    optimizer,
    epochs: whole(0),
    batchSize: optional(whole(1)),
    shuffle: flag,
    seed: whole(0),
    l1: from(0),
    l2: from(0),
    clipValue: optional(from(0)),
    clipNorm: optional(above(0)),
    scale: optional(oneOf(["standardize", "minMax", "none"])),
    classWeights: optional(
      v.union([v.literal("balanced"), v.array(v.number())], 'a list of numbers or "balanced"'),
    ),
    validation: optional(from(0)),
    earlyStopping: optional(
      object({
        monitor: optional(oneOf(["loss", "validationLoss", "validationAccuracy"])),
        patience: optional(whole(0)),
        minDelta: optional(from(0)),
      }),
    ),
  }),
  data: object({
    source,
    ...names,
    classes: optional(texts),
    encoding: optional(encoding),
    missing: optional(oneOf(["fill", "drop"])),
    split: optional(split),
    validation: optional(split),
  }),
};

/** What a file must hold for a run to be made from it. */
export const configSchema: v.GenericSchema<unknown, ConfigFile> = object(config);

/** What `run.json` of version 1 must hold. */
export const runSchema: v.GenericSchema<unknown, RunFile> = object({
  ...config,
  scaling: optional(scaling),
  result: object({
    ...judged,
    validation: optional(object(judged)),
    test: optional(object(judged)),
    epochs: whole(0),
    steps: whole(0),
    seconds: from(0),
    stopped: oneOf(["finished", "converged", "callback", "earlyStopping", "aborted"]),
    metrics: v.record(v.string(), measured, "an object"),
  }),
  weights: object({
    file: v.pipe(text, v.regex(/^[^/\\]+$/, "the name of a file in the run's folder")),
    sha256: v.pipe(text, v.regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits")),
  }),
});
