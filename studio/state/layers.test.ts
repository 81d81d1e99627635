import { expect, test } from "vitest";
import { readChanges } from "./changes.ts";
import {
  columnsOf,
  layersNow,
  layersText,
  piecesOf,
  withActivation,
  withLayerBefore,
  withoutLayer,
  withUnits,
} from "./layers.ts";

const text = "4:tanh,dropout(rate=0.2,seed=1),8,1:sigmoid";
const pieces = piecesOf(text);

test("a comma within brackets does not end a piece, and the pieces give back their text", () => {
  expect(pieces.map((piece) => piece.text)).toEqual(["4:tanh", "dropout(rate=0.2,seed=1)", "8", "1:sigmoid"]);
  expect(layersText(pieces)).toBe(text);
});

test("units, activation and a layer are changed without touching the others", () => {
  expect(withUnits(pieces, 0, 5)).toBe("5:tanh,dropout(rate=0.2,seed=1),8,1:sigmoid");
  expect(withActivation(pieces, 2, "relu")).toBe("4:tanh,dropout(rate=0.2,seed=1),8:relu,1:sigmoid");
  expect(withActivation(pieces, 0, "identity")).toBe("4,dropout(rate=0.2,seed=1),8,1:sigmoid");
  expect(withoutLayer(pieces, 2)).toBe("4:tanh,dropout(rate=0.2,seed=1),1:sigmoid");
});

test("a new layer is like the hidden one before it, and like the one behind it at the front", () => {
  expect(withLayerBefore(piecesOf("3:relu,6:tanh,1:sigmoid"), 2)).toBe("3:relu,6:tanh,4:tanh,1:sigmoid");
  expect(withLayerBefore(piecesOf("3:relu,6:tanh,1:sigmoid"), 0)).toBe("4:relu,3:relu,6:tanh,1:sigmoid");
  expect(withLayerBefore(piecesOf("1:sigmoid"), 0)).toBe("4:tanh,1:sigmoid");
});

test("the layers in force are those of the last change that was reached", () => {
  const changes = readChanges("100 layers 4:relu,1:sigmoid; 200 lr 0.1; 300 layers 4:elu,1:sigmoid");
  expect(layersNow("4:tanh,1:sigmoid", changes, 99)).toBe("4:tanh,1:sigmoid");
  expect(layersNow("4:tanh,1:sigmoid", changes, 100)).toBe("4:relu,1:sigmoid");
  expect(layersNow("4:tanh,1:sigmoid", changes, 5000)).toBe("4:elu,1:sigmoid");
});

test("the columns are the inputs and the dense layers, with what is done between them", () => {
  expect(columnsOf(2, piecesOf("batchNorm,4:tanh,dropout(0.2),3:softmax"))).toEqual([
    { number: 0, units: 2, steps: ["batchNorm"] },
    { number: 1, units: 4, activation: "tanh", at: 1, steps: ["dropout(0.2)"] },
    { number: 2, units: 3, activation: "softmax", at: 3, steps: ["softmax"] },
  ]);
});
