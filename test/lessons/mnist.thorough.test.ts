import { expect, test } from "vitest";
import { digits, measured } from "../../lessons/3/mnist.ts";
import { loadDataset } from "../../src/node.ts";

test.skipIf(!process.env.CHAINRULE_DATA_DIR)(
  "the accuracies that lesson 3 quotes are those of MNIST's files",
  async () => {
    expect(await digits(await loadDataset("mnist"))).toEqual(measured);
  },
  120_000,
);
