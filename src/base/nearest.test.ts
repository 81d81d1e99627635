import { expect, test } from "vitest";
import { nearest, suggest } from "./nearest.ts";

const activations = ["identity", "sigmoid", "tanh", "relu", "leakyRelu", "softmax", "softplus"];

test.each([
  ["sigmoud", "sigmoid"],
  ["Tanh", "tanh"],
  ["leaky_relu", "leakyRelu"],
  ["LEAKY-RELU", "leakyRelu"],
  ["softmx", "softmax"],
  ["identiy", "identity"],
  ["rleu", "relu"],
])("%s most likely meant %s", (written, meant) => {
  expect(nearest(written, activations)).toBe(meant);
});

test("nothing is near a word of another kind, nor two words without a letter in common", () => {
  expect(nearest("quantum", activations)).toBeUndefined();
  expect(nearest("ab", ["xy", "uv"])).toBeUndefined();
  expect(nearest("", ["a", "b"])).toBeUndefined();
  expect(nearest("sgd", [])).toBeUndefined();
});

test("a suggestion names the nearest and all known names", () => {
  expect(suggest("adma", ["adam", "sgd"])).toBe('Did you mean "adam"? Known: adam, sgd.');
  expect(suggest("quantum", ["adam", "sgd"])).toBe("Known: adam, sgd.");
});
