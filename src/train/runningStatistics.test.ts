import { expect, test } from "vitest";
import { batchNorm } from "../nn/layers/batchNorm.ts";
import { dense } from "../nn/layers/dense.ts";
import { lbfgs } from "../nn/optimizers/lbfgs.ts";
import { sgd } from "../nn/optimizers/sgd.ts";
import { interpreter } from "../run/interpreter.ts";
import { wasm } from "../run/wasm.ts";
import { mlp } from "./model.ts";

const backends = [interpreter, wasm];

test.each(backends)(
  "an optimizer of full batches moves the statistics of a batchNorm on $name",
  async (backend) => {
    const model = mlp(1, batchNorm(), dense(1));
    const options = { optimizer: lbfgs(), epochs: 2, dtype: "float64", backend } as const;
    await model.fit([[1], [2], [3], [4]], [1, 3, 2, 5], options);
    // The mean is 2.5 and the variance 5 / 3; of each, two steps with momentum 0.9 bring 1 - 0.81.
    expect(model.weights!.mean0!.data[0]).toBeCloseTo(0.19 * 2.5, 14);
    expect(model.weights!.variance0!.data[0]).toBeCloseTo(0.81 + (0.19 * 5) / 3, 14);
  },
);

test.each(backends)(
  "batches of one example leave the running variance as it is on $name",
  async (backend) => {
    for (const optimizer of [sgd(0.1), sgd(0.1, { momentum: 0.9 })]) {
      const model = mlp(1, batchNorm(), dense(1));
      const { checkpoint } = await model.fit([[1], [2], [3]], [1, 2, 3], {
        optimizer,
        batchSize: 1,
        shuffle: false,
        epochs: 1,
        dtype: "float64",
        validation: { x: [[1]], y: [1] },
        backend,
      });
      expect(model.weights!.mean0!.data[0]).toBeCloseTo(0.1 * (0.81 + 0.9 * 2 + 3), 14);
      expect(model.weights!.variance0!.tolist()).toEqual([1]);
      expect(checkpoint.arrays.get("variance0")!.tolist()).toEqual([1]);
    }
  },
);
