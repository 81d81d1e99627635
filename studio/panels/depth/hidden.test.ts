import { expect, test } from "vitest";
import { hiddenActivation, layersAt, withHidden } from "./hidden.ts";

test("another activation goes to every hidden layer, and to no other piece", () => {
  expect(withHidden("8:sigmoid,dropout(0.2),4,1:sigmoid", "relu")).toBe(
    "8:relu,dropout(0.2),4:relu,1:sigmoid",
  );
  expect(withHidden("3:tanh,1:sigmoid", "identity")).toBe("3,1:sigmoid");
});

test("a network without a hidden layer is not changed", () => {
  expect(withHidden("1:sigmoid", "relu")).toBe("1:sigmoid");
  expect(hiddenActivation("1:sigmoid")).toBe("");
});

test("hidden layers have one activation, or are said to differ", () => {
  expect(hiddenActivation("8:tanh,batchNorm,8:tanh,1:sigmoid")).toBe("tanh");
  expect(hiddenActivation("8:tanh,8:relu,1:sigmoid")).toBe("");
});

test("the layers in force are those of the last change up to there", () => {
  const changes = [
    { step: 100, kind: "layers", layers: "4:relu,1:sigmoid" },
    { step: 200, kind: "rate", rate: "0.3" },
    { step: 300, kind: "layers", layers: "4:sigmoid,1:sigmoid" },
  ] as const;
  const at = (steps: number) => layersAt("4:tanh,1:sigmoid", changes, steps);
  expect([99, 100, 299, 300].map(at)).toEqual([
    "4:tanh,1:sigmoid",
    "4:relu,1:sigmoid",
    "4:relu,1:sigmoid",
    "4:sigmoid,1:sigmoid",
  ]);
});
