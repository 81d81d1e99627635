import fc from "fast-check";
import { expect, test } from "vitest";
import { activations } from "./activations.ts";
import { activation } from "./layers/activation.ts";
import { batchNorm } from "./layers/batchNorm.ts";
import { dense } from "./layers/dense.ts";
import { dropout } from "./layers/dropout.ts";
import { layerNorm } from "./layers/layerNorm.ts";
import { formatLayers, parseLayers } from "./parseLayers.ts";

test("layers are read from text", () => {
  expect(parseLayers("4:tanh, dropout(0.2),8,batchNorm,relu,layerNorm(epsilon=0.1),1:sigmoid")).toEqual([
    dense(4, "tanh"),
    dropout(0.2),
    dense(8),
    batchNorm(),
    activation("relu"),
    layerNorm({ epsilon: 0.1 }),
    dense(1, "sigmoid"),
  ]);
});

test("settings in parentheses may hold commas", () => {
  expect(parseLayers("2,batchNorm(0.5,epsilon=0.1),3")[1]).toEqual(
    batchNorm({ momentum: 0.5, epsilon: 0.1 }),
  );
});

test("bias and init go to every dense layer", () => {
  const options = { bias: false, init: "uniform(-1,1)" };
  expect(parseLayers("4,relu,1", options)).toEqual([
    dense(4, "identity", options),
    activation("relu"),
    dense(1, "identity", options),
  ]);
});

test("text of layers reads as the same layers", () => {
  const name = fc.constantFrom(...(Object.keys(activations) as (keyof typeof activations)[]));
  const layer = fc.oneof(
    fc.tuple(fc.integer({ min: 1, max: 999 }), name).map(([units, g]) => dense(units, g)),
    fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }).map(dropout),
    fc
      .record({ momentum: fc.constantFrom(0, 0.9, 0.99), epsilon: fc.constantFrom(1e-5, 1e-7) })
      .map(batchNorm),
    fc.constantFrom(layerNorm(), layerNorm({ epsilon: 1 })),
    name.map(activation),
  );
  fc.assert(
    fc.property(fc.array(layer, { minLength: 1, maxLength: 8 }), (layers) => {
      expect(parseLayers(formatLayers(layers))).toEqual(layers);
    }),
    { numRuns: 200, seed: 1 },
  );
});

const forms =
  'expected units with or without an activation ("4:tanh", "8"), a layer (dropout, batchNorm, layerNorm)';

test.each([
  [
    "4:tahn,1",
    'layers, piece 1 of 2, "4:tahn": dense: expected a known activation but got "tahn". Did you mean "tanh"?',
  ],
  [
    "4,dropot(0.2)",
    `layers, piece 2 of 2: ${forms} or an activation but got "dropot(0.2)". Did you mean "dropout"?`,
  ],
  ["4,sigmiod,1", "layers, piece 2 of 3: expected"],
  ["4,,1", "layers, piece 2 of 3: expected"],
  ["", 'but got "". Activations: identity, sigmoid, tanh'],
  [
    "4,dropout(2)",
    'layers, piece 2 of 2, "dropout(2)": dropout rate: expected a number from 0 and below 1 but got 2.',
  ],
  [
    "4,batchNorm(momentm=0.9)",
    'batchNorm: expected a known setting but got "momentm". Did you mean "momentum"?',
  ],
  ["4,dropout(rate=0.1,rate=0.2)", "dropout: expected one value for rate but got 0.1 and 0.2."],
  ["4,dropout(0.1,0.2)", "dropout: expected no more values than rate but got 2 values."],
  ["0:relu", 'layers, piece 1 of 1, "0:relu": dense: expected a positive whole number of units but got 0.'],
  ["4:", "layers, piece 1 of 1: expected units"],
  ["-4", "layers, piece 1 of 1: expected units"],
  ["4,relu(3)", 'but got "relu(3)". Did you mean "relu"?'],
  [
    "4,dropout(0.2",
    'layers, piece 2 of 2, "dropout(0.2": dropout: expected a name, with its values in parentheses',
  ],
])("the layers %j are refused", (text, message) => {
  expect(() => parseLayers(text)).toThrow(message);
});
