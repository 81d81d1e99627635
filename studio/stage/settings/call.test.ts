import { expect, test } from "vitest";
import { catalogue } from "../../engine/catalogue.ts";
import { readCall, writeCall } from "./call.ts";

const { optimizers, losses } = catalogue();
const sgd = optimizers.find(({ name }) => name === "sgd")!.settings;
const huber = losses.find(({ name }) => name === "huber")!.settings;

test("a call is read with and without names, and written without what is usual", () => {
  expect(readCall("sgd(momentum=0.9,nesterov=true)", sgd).values).toEqual({
    momentum: "0.9",
    nesterov: "true",
  });
  expect(readCall("huber(2)", huber).values).toEqual({ delta: "2" });
  expect(readCall("adam", []).name).toBe("adam");
  expect(writeCall({ name: "sgd", values: { momentum: "0.9", nesterov: "false" } }, sgd)).toBe(
    "sgd(momentum=0.9)",
  );
  expect(writeCall({ name: "sgd", values: { momentum: "0" } }, sgd)).toBe("sgd");
});

test("the catalogue is what the library's tables hold", () => {
  expect(optimizers.map(({ name }) => name)).toEqual(["sgd", "rmsProp", "adagrad", "adam", "adamW", "lbfgs"]);
  expect(sgd.map(({ name, initial }) => [name, initial])).toEqual([
    ["momentum", 0],
    ["nesterov", false],
    ["weightDecay", 0],
  ]);
  const { datasets, activations } = catalogue();
  expect(datasets.find(({ name }) => name === "planar")!.options!.samples!.default).toBe(400);
  expect(datasets.find(({ name }) => name === "mnist")!.options).toBeUndefined();
  expect(activations).toContain("softmax");
});

test("a catalogue crosses from the engine to the page", () => {
  expect(structuredClone(catalogue())).toEqual(catalogue());
});
