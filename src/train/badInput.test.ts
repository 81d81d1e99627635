import { expect, test } from "vitest";
import { asArray } from "../array/convert.ts";
import { NDArray } from "../array/ndarray.ts";
import type { Scaling } from "../data/scaling.ts";
import { dense } from "../nn/layers/dense.ts";
import { lbfgs } from "../nn/optimizers/lbfgs.ts";
import { sgd } from "../nn/optimizers/sgd.ts";
import { mlp, sequential } from "./model.ts";
import type { FitOptions } from "./options.ts";

const x = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const y = [0, 1, 1, 0];
const binary = mlp(2, dense(1, "sigmoid"));
const multi = mlp(2, dense(3, "softmax"));
const fitted = (options: FitOptions) => () => binary.fit(x, y, options);
const weighted = (scaling?: Scaling) => {
  const model = mlp(2, dense(1, "sigmoid"));
  model.setWeights({ W1: [[1], [1]], b1: [0] }, "float32", scaling);
  return model;
};

const cases: [string, () => unknown, string][] = [
  [
    "x transposed",
    () =>
      binary.fit(
        [
          [0, 0, 1, 1],
          [0, 1, 0, 1],
        ],
        y,
      ),
    "x: expected shape (examples, 2), the network's 2 features but got shape (2, 4). It fits transposed: give one example a row.",
  ],
  [
    "x as one row",
    () => binary.fit([1, 2] as never, [0]),
    "x: expected shape (examples, 2), the network's 2 features but got shape (2,). Give one example as a row: [[...]].",
  ],
  [
    "no examples",
    () => binary.fit([], []),
    "x: expected shape (examples, 2), the network's 2 features but got shape (0,).",
  ],
  [
    "ragged x",
    () => binary.fit([[0, 1], [2]], [0, 1]),
    "x: expected rows of equal length, shape (2, 2) but got a row of 1 at [1]. Pad the short rows or drop them.",
  ],
  [
    "NaN in x",
    () =>
      binary.fit(
        [
          [0, 1],
          [2, Number.NaN],
        ],
        [0, 1],
      ),
    "x, row 1, column 1: expected a finite number but got NaN. Fill such values, or drop their rows.",
  ],
  [
    "x beyond float32",
    () =>
      binary.fit(
        [
          [1, 2],
          [3, -1e39],
        ],
        [0, 1],
      ),
    'x, row 1, column 1: expected a number within float32 but got -1e+39. Fit with dtype: "float64" or scale: "standardize".',
  ],
  [
    "x beyond float32, in a row that is held out",
    () => binary.fit([...x, [1e39, 1]], [...y, 1], { validation: 0.4, seed: 1 }),
    "x, row 4, column 0: expected a number within float32 but got 1e+39.",
  ],
  [
    "x to judge by beyond float32",
    fitted({ validation: { x: [[1, 1e39]], y: [1] } }),
    "validation x, row 0, column 1: expected a number within float32 but got 1e+39.",
  ],
  [
    "y beyond float32",
    () => mlp(2, dense(1)).fit(x, [0, 1, 1e39, 2]),
    'y, row 2: expected a number within float32 but got 1e+39. Fit with dtype: "float64".',
  ],
  [
    "x to predict beyond float32",
    () => weighted().predict([[0, 1e39]]),
    'x, row 0, column 1: expected a number within float32 but got 1e+39. Fit with dtype: "float64" or scale: "standardize".',
  ],
  [
    "x to evaluate beyond float32",
    () => weighted().evaluate([[0, 1e39]], [1]),
    "x, row 0, column 1: expected a number within float32 but got 1e+39.",
  ],
  [
    "x to predict that is beyond float32 when it is scaled",
    () => weighted({ offset: [0, 0], scale: [1, 1e-10] }).predict([[0, 1e30]]),
    'x, row 0, column 1: expected a number within float32 but got 1e+30. Fit with dtype: "float64".',
  ],
  [
    "y too short",
    () => binary.fit(x, [0, 1]),
    "y: expected a target for each of the 4 examples but got shape (2,).",
  ],
  [
    "y too wide",
    () => binary.fit(x, x),
    "y: expected 1 column, one for each output but got shape (4, 2). Give the last layer 2 units.",
  ],
  [
    "infinite y",
    () => mlp(2, dense(1)).fit(x, [0, 1, Number.POSITIVE_INFINITY, 2]),
    "y, row 2: expected a finite number but got Infinity. Fill such values, or drop their rows.",
  ],
  [
    "a probability of 2",
    () => binary.fit(x, [0, 1, 2, 0]),
    "y: expected targets from 0 to 1 for binaryCrossEntropy but got 2 in row 2. For numbers use meanSquaredError.",
  ],
  [
    "a label outside the classes",
    () => multi.fit(x, [0, 1, 3, 2]),
    "y: expected class labels from 0 to 2, one for each output but got 3 in row 2. Number the classes from 0, or give the last layer a unit for each class.",
  ],
  [
    "rows that are no distribution",
    () =>
      multi.fit(x, [
        [1, 0, 0],
        [0, 1, 0],
        [0.5, 0, 0],
        [0, 0, 1],
      ]),
    "y: expected rows that sum to 1, one column for each class but got a sum of 0.5 in row 2. Give class labels instead, or normalise the rows.",
  ],
  [
    "a loss that does not fit",
    fitted({ loss: "crossEntropy" }),
    'loss crossEntropy: expected a last layer with softmax but got "sigmoid". Give the last layer the activation softmax, or choose another loss.',
  ],
  [
    "an unknown loss",
    fitted({ loss: "crossEntrpy" as never }),
    'loss: expected a known loss but got "crossEntrpy". Did you mean "crossEntropy"?',
  ],
  [
    "a misspelled option",
    fitted({ epoch: 2 } as never),
    'fit: expected a known option but got "epoch". Did you mean "epochs"? Known: loss, optimizer, epochs,',
  ],
  [
    "a learning rate beside the optimizer",
    fitted({ lr: 2 } as never),
    'fit: expected a known option but got "lr". A learning rate belongs to the optimizer: optimizer: sgd(0.1).',
  ],
  [
    "epochs in place of the options",
    fitted(5 as never),
    "fit: expected options such as { epochs: 100 } but got 5.",
  ],
  [
    "null in place of the options",
    fitted(null as never),
    "fit: expected options such as { epochs: 100 } but got null.",
  ],
  [
    "a number for a loss",
    fitted({ loss: 5 as never }),
    'loss: expected a loss such as huber(2), or its name, "huber" but got 5.',
  ],
  [
    "a loss with a wrong setting",
    fitted({ loss: { name: "binaryCrossEntropy", settings: { labelSmoothing: 2 } } }),
    "binaryCrossEntropy labelSmoothing: expected a number from 0 and below 1 but got 2.",
  ],
  [
    "an unknown optimizer",
    fitted({ optimizer: "adma" }),
    'optimizer: expected a known optimizer but got "adma". Did you mean "adam"?',
  ],
  [
    "an optimizer without a name",
    fitted({ optimizer: {} as never }),
    'optimizer: expected an optimizer such as adam(0.01), or its name, "adam" but got {}.',
  ],
  [
    "an optimizer that was not called",
    fitted({ optimizer: sgd as never }),
    'optimizer: expected an optimizer such as adam(0.01), or its name, "adam" but got a function.',
  ],
  [
    "an optimizer written by hand with a wrong rate",
    fitted({ optimizer: { name: "adam", learningRate: -1, settings: {} } }),
    "adam learning rate: expected a number from 0 or a schedule such as cosine(0.1) but got -1.",
  ],
  ["half an epoch", fitted({ epochs: 0.5 }), "fit epochs: expected a whole number from 0 but got 0.5."],
  [
    "a negative seed",
    fitted({ seed: -1 }),
    "fit seed: expected a whole number from 0 to 4294967295 but got -1.",
  ],
  ["a negative penalty", fitted({ l2: -1 }), "fit l2: expected a number from 0 but got -1."],
  ["no batch", fitted({ batchSize: 0 }), "fit batchSize: expected a whole number from 1 but got 0."],
  [
    "a wrong dtype",
    fitted({ dtype: "float16" as never }),
    'fit dtype: expected "float32" or "float64" but got "float16".',
  ],
  [
    "a wrong scaling",
    fitted({ scale: "standardise" as never }),
    'fit scale: expected a known scaling but got "standardise". Did you mean "standardize"?',
  ],
  [
    "batches for lbfgs",
    fitted({ optimizer: lbfgs(), batchSize: 2 }),
    "optimizer lbfgs: expected all 4 examples in one batch but got batches of 2. Leave the batch size out, or choose another optimizer.",
  ],
  [
    "everything held out",
    fitted({ validation: 4 }),
    "split: expected a test part of at least 1 and at most 3 of 4 examples, as a share or a count but got 4.",
  ],
  [
    "a monitor without validation",
    fitted({ earlyStopping: { monitor: "validationLoss" } }),
    'earlyStopping monitor "validationLoss": expected a validation part but got none. Give fit a validation share: validation: 0.2.',
  ],
  [
    "too few sample weights",
    fitted({ sampleWeights: [1] }),
    "sample weights: expected 4, one per example but got 1.",
  ],
  [
    "a class weight too many",
    fitted({ classWeights: [1, 2, 3] }),
    "class weights: expected 2, one for each class but got 3.",
  ],
  [
    "a class weight too few, where the data would not tell",
    () => multi.fit(x, y, { classWeights: [1, 2] }),
    "class weights: expected 3, one for each class but got 2.",
  ],
  [
    "weights of 0",
    fitted({ classWeights: [0, 0] }),
    "class weights: expected an example with a weight above 0 but got 0 for all.",
  ],
  [
    "one output with softmax",
    () => mlp(2, dense(1, "softmax")).fit(x, y),
    "last layer: expected softmax over 2 units or more but got 1, whose output is 1 for every example. Write 1:sigmoid for two classes, or a unit for each class: 2:softmax.",
  ],
  ["a norm below 0", fitted({ clipNorm: -1 }), "fit clipNorm: expected a number above 0 but got -1."],
  [
    "no largest value",
    fitted({ clipValue: Number.NaN }),
    "fit clipValue: expected a number above 0 but got NaN.",
  ],
  [
    "a checkpoint after every 0 epochs",
    fitted({ checkpoint: { every: 0, save() {} } }),
    "fit checkpoint every: expected a whole number from 1 but got 0.",
  ],
  [
    "a checkpoint after a part of a step",
    fitted({ checkpoint: { every: 2.5, unit: "steps", save() {} } }),
    "fit checkpoint every: expected a whole number from 1 but got 2.5.",
  ],
  [
    "a checkpoint that nobody keeps",
    fitted({ checkpoint: { every: 1 } as never }),
    "fit checkpoint save: expected a function but got undefined.",
  ],
  [
    "early stopping without patience",
    fitted({ earlyStopping: { patience: -1 } }),
    "fit earlyStopping patience: expected a whole number from 1 but got -1.",
  ],
  [
    "a setting of early stopping that is misspelled",
    fitted({ earlyStopping: { patiance: 1 } as never }),
    'fit earlyStopping: expected a known setting but got "patiance". Did you mean "patience"?',
  ],
  [
    "a value that nobody measures",
    fitted({ earlyStopping: { monitor: "accuracy" as never } }),
    'fit earlyStopping monitor: expected loss or validationLoss or validationAccuracy but got "accuracy".',
  ],
  [
    "a callback that is in no list",
    fitted({ callbacks: (() => true) as never }),
    "fit callbacks: expected a list of functions but got a function.",
  ],
  [
    "the name of a callback",
    fitted({ callbacks: ["log"] as never }),
    'fit callbacks: expected a list of functions but got ["log"].',
  ],
  ["a number for progress", fitted({ progress: 5 as never }), "fit progress: expected a function but got 5."],
  [
    "a scaling that is only wanted",
    fitted({ scale: true as never }),
    "fit scale: expected a known scaling but got true. Known: standardize, minMax, none.",
  ],
  [
    "a scaling of null",
    fitted({ scale: null as never }),
    "fit scale: expected a known scaling but got null. Known: standardize, minMax, none.",
  ],
  [
    "a patience without its name",
    fitted({ earlyStopping: 5 as never }),
    "fit earlyStopping: expected settings such as { patience: 5 } but got 5.",
  ],
  [
    "early stopping that is only wanted",
    fitted({ earlyStopping: true as never }),
    "fit earlyStopping: expected settings such as { patience: 5 } but got true.",
  ],
  [
    "a number for a checkpoint",
    fitted({ checkpoint: 5 as never }),
    "fit checkpoint: expected settings such as { every: 10, save } but got 5.",
  ],
  [
    "a number to go on from",
    fitted({ resume: 5 as never }),
    "fit resume: expected a checkpoint, as run.checkpoint is, but got 5.",
  ],
  [
    "nothing to go on from",
    fitted({ resume: null as never }),
    "fit resume: expected a checkpoint, as run.checkpoint is, but got null.",
  ],
  [
    "a share as text",
    fitted({ validation: "0.2" as never }),
    'fit validation: expected a share such as 0.2, or examples { x, y }, but got "0.2".',
  ],
  [
    "examples to judge by in a list",
    fitted({ validation: [x, y] as never }),
    "fit validation: expected a share such as 0.2, or examples { x, y }, but got [[[0,0],[0,1],[1,0],[1,1]],[0,1,1,0]].",
  ],
  [
    "a number for a signal",
    fitted({ signal: 5 as never }),
    "fit signal: expected an AbortSignal, as controller.signal is, but got 5.",
  ],
  [
    "a controller for its signal",
    fitted({ signal: new AbortController() as never }),
    "fit signal: expected an AbortSignal, as controller.signal is, but got an AbortController.",
  ],
  ["a word for a flag", fitted({ fast: "x" as never }), 'fit fast: expected true or false but got "x".'],
  [
    "a word for another flag",
    () => weighted().fit(x, y, { warmStart: "yes" as never }),
    'fit warmStart: expected true or false but got "yes".',
  ],
  [
    "a backend as the command line names it",
    fitted({ backend: "wasm" as never }),
    'fit backend: expected a backend, not its name, but got "wasm". Write import { wasm } from "chainrule" and backend: wasm.',
  ],
  [
    "an unknown backend",
    fitted({ backend: { name: "gpu" } as never }),
    'fit backend: expected a backend, not its name, but got {"name":"gpu"}.',
  ],
  [
    "a backend as text for predictions",
    () => weighted().predict(x, { backend: "wasm" as never }),
    'predict backend: expected a backend, not its name, but got "wasm".',
  ],
  [
    "a backend as text for a judgement",
    () => weighted().evaluate(x, y, { backend: "interpreter" as never }),
    'evaluate backend: expected a backend, not its name, but got "interpreter".',
  ],
  [
    "threads as text",
    fitted({ threads: "2" as never }),
    'fit threads: expected a whole number from 1 to 64 but got "2". Leave it out, and there are as many as pay.',
  ],
  [
    "a batch size as text",
    fitted({ batchSize: "2" as never }),
    'fit batchSize: expected a whole number from 1 but got "2".',
  ],
  [
    "a list in place of the options",
    fitted([] as never),
    "fit: expected options such as { epochs: 100 } but got [].",
  ],
  [
    "a function in place of the options",
    fitted((() => 1) as never),
    "fit: expected options such as { epochs: 100 } but got a function.",
  ],
  [
    "one rate too few",
    fitted({
      optimizer: { ...sgd(), learningRate: { schedule: "piecewise", rates: [0.1], boundaries: [3] } },
    }),
    "piecewise: expected one rate more than boundaries but got 1 and 1.",
  ],
  [
    "numbers of another type",
    () => new NDArray(Float32Array.of(1, 2), [2], "float64"),
    "NDArray: expected an array of float64 but got a Float32Array.",
  ],
  [
    "a part of an index",
    () => asArray([[1, 2]]).at(0.5, 0),
    "NDArray.at: expected 2 indices inside shape (1, 2) but got (0.5, 0).",
  ],
  [
    "a new model",
    () => mlp(2, dense(1)).predict(x),
    "predict: expected a model with weights but got a new one. Call fit or setWeights first.",
  ],
  [
    "no layers",
    () => sequential(2, []),
    "sequential: expected a list of at least one layer but got []. Write [dense(1)].",
  ],
  [
    "no features",
    () => mlp(0, dense(1)),
    "sequential: expected a positive whole number of features but got 0.",
  ],
  [
    "a layer in place of the features",
    () => mlp(dense(3) as never),
    'sequential: expected a positive whole number of features but got {"type":"dense","units":3,"activation":"identity","bias":tru.... They come first: mlp(2, dense(1)).',
  ],
  [
    "features as text",
    () => mlp("2" as never, dense(1)),
    'sequential: expected a positive whole number of features but got "2".',
  ],
  [
    "units in place of a layer",
    () => mlp(2, 4 as never, 1 as never),
    "network: expected layers of known types but got 4. Write them one by one: dense(4).",
  ],
  [
    "a list of layers for mlp",
    () => mlp(2, [dense(4)] as never),
    'network: expected layers of known types but got [{"type":"dense","units":4,"activation":"identity","bias":tr.... Write them one by one: dense(4).',
  ],
  [
    "no layer where one belongs",
    () => mlp(2, null as never),
    "network: expected layers of known types but got null. Write them one by one: dense(4).",
  ],
  [
    "a layer that was not called",
    () => mlp(2, dense as never),
    "network: expected layers of known types but got a function. Write them one by one: dense(4).",
  ],
  [
    "a layer whose type is a number",
    () => mlp(2, { type: 5 } as never),
    "network: expected layers of known types but got 5. Known: dense,",
  ],
  [
    "one layer for sequential",
    () => sequential(2, dense(1) as never),
    'sequential: expected a list of at least one layer but got {"type":"dense","units":1,"activation":"identity","bias":tru.... Write [dense(1)].',
  ],
  [
    "sequential without layers",
    () => sequential(2, undefined as never),
    "sequential: expected a list of at least one layer but got undefined. Write [dense(1)].",
  ],
  ["half a unit", () => dense(2.5), "dense: expected a positive whole number of units but got 2.5."],
  [
    "units as text",
    () => dense("4" as never),
    'dense: expected a positive whole number of units but got "4".',
  ],
  [
    "units by name",
    () => dense({ units: 4 } as never),
    'dense: expected a positive whole number of units but got {"units":4}.',
  ],
  [
    "a function for an activation",
    () => dense(4, Math.tanh as never),
    "dense: expected the name of an activation but got a function.",
  ],
  [
    "a word for the bias",
    () => dense(4, "tanh", { bias: "no" as never }),
    'dense bias: expected true or false but got "no".',
  ],
  [
    "a misspelled option of a layer",
    () => dense(4, "tanh", { biass: false } as never),
    'dense: expected a known option but got "biass". Did you mean "bias"? Known: bias, init, name.',
  ],
  [
    "null for the options of a layer",
    () => dense(4, "tanh", null as never),
    "dense: expected options such as { bias: false } but got null.",
  ],
  [
    "a momentum that is not named",
    () => sgd(0.1, 0.9 as never),
    "sgd: expected settings such as { momentum, nesterov, weightDecay } but got 0.9.",
  ],
  [
    "null for the options of predict",
    () => binary.predict(x, null as never),
    "predict: expected options such as { backend: wasm } but got null.",
  ],
  [
    "an option that evaluate does not have",
    () => binary.evaluate(x, y, { epochs: 3 } as never),
    'evaluate: expected a known option but got "epochs". Known: loss, backend.',
  ],
  [
    "weights that are null",
    () => binary.setWeights(null as never),
    "setWeights: expected weights such as { W1: [[3], [4]], b1: [5] } but got null.",
  ],
  [
    "weights that are not finite",
    () => mlp(1, dense(1)).setWeights({ W1: [[2]], b1: [Number.NaN] }),
    'weights "b1", row 0: expected a finite number but got NaN.',
  ],
  [
    "an array without a dtype",
    () => new NDArray(Float64Array.of(1, 2), [2], undefined as never),
    "NDArray: expected a shape and a dtype but got [2], undefined.",
  ],
  [
    "a number for an initializer",
    () => dense(4, "tanh", { init: 5 as never }),
    'initializer: expected a name, with its numbers in parentheses: "uniform(-1,1)" but got 5.',
  ],
  [
    "class weights as text",
    fitted({ classWeights: ["1", "2"] as never }),
    'class weights: expected numbers from 0 but got "1".',
  ],
];

test("an option that is undefined is as good as left out", async () => {
  const names = [
    "callbacks",
    "progress",
    "scale",
    "resume",
    "backend",
    "earlyStopping",
    "validation",
    "signal",
  ];
  const nothing = Object.fromEntries(names.map((name) => [name, undefined])) as FitOptions;
  expect((await binary.fit(x, y, { ...nothing, epochs: 2 })).epochs).toBe(2);
});

test.each(cases)("%s is refused in one sentence", async (_, action, message) => {
  const attempt = async () => action();
  await expect(attempt()).rejects.toThrow(message);
  await expect(attempt()).rejects.toHaveProperty("name", "ChainruleError");
  await expect(attempt()).rejects.toHaveProperty("code", expect.stringMatching(/^(usage|shape|data)$/));
});
