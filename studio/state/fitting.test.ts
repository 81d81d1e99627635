import { expect, test } from "vitest";
import { fitting, fittingRun } from "./fitting.ts";

const binary = { task: "binary", count: 2 } as const;
const three = { task: "multiclass", count: 3 } as const;
const number = { task: "regression", count: 1 } as const;

test("layers whose last one fits the task stay as they are", () => {
  expect(fitting("4:tanh,1:sigmoid", binary)).toBe("4:tanh,1:sigmoid");
  expect(fitting("4:tanh,2:softmax", binary)).toBe("4:tanh,2:softmax");
  expect(fitting("8,relu,3,softmax", three)).toBe("8,relu,3,softmax");
  expect(fitting("20:relu,1", number)).toBe("20:relu,1");
});

test("the last layer alone changes with the task", () => {
  expect(fitting("4:tanh,1:sigmoid", three)).toBe("4:tanh,3:softmax");
  expect(fitting("4:tanh,dropout(0.2),3:softmax", binary)).toBe("4:tanh,dropout(0.2),1:sigmoid");
  expect(fitting("4:tanh,1:sigmoid", number)).toBe("4:tanh,1");
  expect(fitting("4:tanh,5", { task: "regression", count: 2 })).toBe("4:tanh,2");
  expect(fitting("8,relu,3,softmax", binary)).toBe("8,relu,1:sigmoid");
});

const flower = {
  layers: "4:tanh,1:sigmoid",
  loss: "",
  rate: "1.2",
  init: "normal(0,0.01)",
  optimizer: "sgd",
};

test("a regression gets a rate that stays finite, and the way back gives the old one", () => {
  const sine = fittingRun({ ...flower, loss: "binaryCrossEntropy" }, number);
  expect(sine).toEqual({ layers: "4:tanh,1", loss: "", rate: "0.1", init: "" });
  expect(fittingRun({ ...flower, ...sine }, binary).rate).toBe("1.2");
  expect(fittingRun({ ...flower, optimizer: "adam", rate: "0.5" }, number).rate).toBe("0.5");
});

test("what fits already keeps its loss and rate", () => {
  const run = { ...flower, loss: "halfSquaredError", rate: "3" };
  expect(fittingRun(run, binary)).toEqual({
    layers: "4:tanh,1:sigmoid",
    loss: "halfSquaredError",
    rate: "3",
    init: "normal(0,0.01)",
  });
});
