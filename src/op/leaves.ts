import { fail } from "../base/error.ts";
import type { Constant, Input } from "./op.ts";

const noRule = () =>
  fail("internal", {
    who: "graph",
    expected: "a leaf to be made by input() or constant()",
    got: "an inference",
  });

/** Data from outside: a batch, a weight, a learning rate. `distribution` promises rows that sum to 1. */
export const input: Input<"input", { readonly distribution: boolean }> = {
  kind: "input",
  name: "input",
  args: [],
  attributes: { distribution: false },
  infer: noRule,
  derivative: () => [],
  formula: { text: "input", latex: "\\text{input}", numpy: "input" },
};

/** One number, the same at every place. */
export const constant: Constant<"constant", { readonly value: number }> = {
  kind: "constant",
  name: "constant",
  args: [],
  attributes: { value: 0 },
  infer: noRule,
  derivative: () => [],
  formula: { text: "{value}", latex: "{value}", numpy: "{value}" },
};
