import { expect, test } from "vitest";
import { compute, trained } from "../../test/support/graphs.ts";
import { input } from "../graph/build.ts";
import { penalty } from "./regularize.ts";

const parameters = [input("W1", [2, 2]), input("b1", [2]), input("W2", [2, 1])];
const data = { W1: [1, -2, 3, 0], b1: [100, 100], W2: [-1, 2] };

test("the penalty is l1 sum |W| + l2/2 sum W^2 over the weight matrices and leaves biases free", () => {
  const nodes = trained(penalty({ l1: 0.5, l2: 0.25 }, parameters, "float64"), ["W1", "W2"]);
  const [value, dW1, dW2] = compute(nodes, data);
  expect(value).toEqual([0.5 * 9 + 0.125 * 19]);
  expect(dW1).toEqual([0.75, -1, 1.25, 0]);
  expect(dW2).toEqual([-0.75, 1]);
});

test("one of the two alone, and neither", () => {
  const of = (l1: number, l2: number) => compute([penalty({ l1, l2 }, parameters, "float64")], data)[0];
  expect(of(1, 0)).toEqual([9]);
  expect(of(0, 1)).toEqual([9.5]);
  expect(of(0, 0)).toEqual([0]);
});
