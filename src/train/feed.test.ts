import { expect, test } from "vitest";
import { RandomState } from "../array/random.ts";
import { dense } from "../nn/layers/dense.ts";
import { dropout } from "../nn/layers/dropout.ts";
import { adam } from "../nn/optimizers/adam.ts";
import { wasm } from "../run/wasm.ts";
import { stepper } from "./epoch.ts";
import { feedOf } from "./feed.ts";
import { planRun } from "./plan.ts";
import { preparedStep } from "./program.ts";
import { beginState } from "./state.ts";

const random = new RandomState(5);
const x = Array.from({ length: 70 }, () => [...random.normal(0, 1, 3)]);
const y = x.map(([a, b]) => (a! * b! > 0 ? 1 : 0));

/** Weights and history after three epochs in batches of 16, with the data in the program or outside. */
function train(resident: number) {
  const network = { features: 3, layers: [dense(6, "tanh"), dropout(0.2), dense(2, "softmax")] };
  const plan = planRun(network, x, y, {
    optimizer: adam(0.01),
    batchSize: 16,
    epochs: 3,
    seed: 4,
    sampleWeights: y.map((label) => 1 + label),
  });
  const state = beginState(preparedStep(network, plan.step), 4);
  const feed = feedOf(plan, resident);
  const steps = stepper(plan, state, { backend: wasm, threads: 1 }, feed);
  while (state.epoch < 3) steps.advance(100);
  return {
    streams: feed.streams,
    arrays: [...state.arrays].map(([name, values]) => [name, ...values]),
    history: state.records.history(),
  };
}

test("data that stays outside the program trains to the same bits, chunk by chunk", () => {
  const [inside, outside] = [train(2 ** 20), train(0)];
  expect(inside.streams).toContain("batch");
  expect(outside.streams).toEqual(["X", "Y", "weights", "learningRate", "dropout.step"]);
  expect(outside.arrays).toEqual(inside.arrays);
  expect(outside.history).toEqual(inside.history);
  expect(inside.history.loss[2]).toBeLessThan(inside.history.loss[0]!);
});
