import { expect, test } from "vitest";
import { nameReader } from "./names.ts";

const values = [
  "X",
  "Y",
  "W1",
  "b1",
  "Z1",
  "A1",
  "W2",
  "Z2",
  "loss",
  "dZ2",
  "dW2",
  "dA1",
  "dZ1",
  "db1",
  "W1_new",
  "W1_change",
];
const read = nameReader([...values, "learningRate"], new Map([["A2", "Z2"]]), "Z2", { hidden: "A1" });

test.each([
  ["x", "X"],
  ["A0", "X"],
  ["targets", "Y"],
  ["w1", "W1"],
  ["weights_1", "W1"],
  ["B1", "b1"],
  ["bias1", "b1"],
  ["z_1", "Z1"],
  ["a1", "A1"],
  ["hidden", "A1"],
  ["y_hat", "Z2"],
  ["A_2", "Z2"],
  ["cost", "loss"],
  ["eta", "learningRate"],
  ["grad_W2", "dW2"],
  ["grad_b1", "db1"],
  ["d_bias_1", "db1"],
  ["dw2", "dW2"],
  ["W1new", "W1_new"],
  ["new_W1", "W1_new"],
  ["delta_W1", "W1_change"],
  ["hidden_error_term", "dZ1"],
])("%s is understood as %s", (written, name) => {
  expect(read(written)?.name).toBe(name);
});

test("an error term called delta may have either sign, one called dZ not", () => {
  expect(read("delta2")).toEqual({ name: "dZ2", eitherSign: true });
  expect(read("dZ2")).toEqual({ name: "dZ2", eitherSign: false });
});

test("what is no value of the step is not understood", () => {
  for (const written of ["epochs", "W3", "foo", ""]) expect(read(written)).toBeUndefined();
});
