import { expect, test } from "vitest";
import { readCsv } from "../data/csv.ts";
import { fitEncoding } from "../data/fitEncoding.ts";
import { dense } from "../nn/layers/dense.ts";
import { mlp } from "../train/model.ts";
import { named } from "./named.ts";

const network = (units: number, activation: "sigmoid" | "softmax" | "identity") =>
  mlp(2, dense(units, activation)).network;

test.each([
  ["one sigmoid", network(1, "sigmoid"), { task: "binary", targets: ["class"], classes: ["0", "1"] }],
  ["two of softmax", network(2, "softmax"), { task: "binary", targets: ["class"], classes: ["0", "1"] }],
  ["three of softmax", network(3, "softmax"), { task: "multiclass", classes: ["0", "1", "2"] }],
  ["one number", network(1, "identity"), { task: "regression", targets: ["y"] }],
  ["two numbers", network(2, "identity"), { task: "regression", targets: ["y1", "y2"] }],
  ["two sigmoids", network(2, "sigmoid"), { task: "regression", targets: ["y1", "y2"] }],
])("the task and the names of %s follow from the last layer", (_, given, expected) => {
  expect(named(given)).toMatchObject({ features: ["x1", "x2"], ...expected });
});

const csv = (text: string) => fitEncoding(readCsv(new TextEncoder().encode(text)));
const pets = csv("size,age,kind\n1,2,cat\n3,4,dog\n2,2,cat\n");
const houses = csv("size,age,price\n1,2,10.5\n3,4,20.5\n2,2,30.25\n");

test("an encoding says the rest", () => {
  expect(named(network(1, "sigmoid"), { encoding: pets })).toEqual({
    task: "binary",
    features: ["size", "age"],
    targets: ["kind"],
    classes: ["cat", "dog"],
    encoding: pets,
  });
  expect(named(network(1, "identity"), { encoding: houses })).toMatchObject({
    task: "regression",
    targets: ["price"],
  });
});

test.each([
  [
    "three classes for one output",
    network(1, "sigmoid"),
    { classes: ["a", "b", "c"] },
    "net: expected names of 2 classes for 1 outputs but got 3.",
  ],
  [
    "two targets for one output",
    network(1, "identity"),
    { targets: ["a", "b"] },
    "net: expected names of 1 targets, the outputs of the network, but got 2.",
  ],
  [
    "an encoding of another task",
    network(1, "identity"),
    { task: "regression" as const, encoding: pets },
    "net: expected an encoding for the task regression but got one for binary.",
  ],
])("%s are refused in one sentence", (_, given, about, message) => {
  expect(() => named(given, about, "net")).toThrow(message);
});
