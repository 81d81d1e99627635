import { expect, test } from "vitest";
import { dense } from "../nn/layers/dense.ts";
import { lbfgs } from "../nn/optimizers/lbfgs.ts";
import { sgd } from "../nn/optimizers/sgd.ts";
import { DivergedError } from "./diverged.ts";
import { mlp } from "./model.ts";
import type { FitOptions } from "./options.ts";

async function failure(x: number[][], y: number[], options: FitOptions): Promise<DivergedError> {
  const error = await mlp(x[0]!.length, dense(1))
    .fit(x, y, { epochs: 1000, ...options })
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DivergedError);
  return error as DivergedError;
}

const raw = [[1], [2], [3]];
const standard = [[-1], [0], [1]];
const y = [1, 2, 4];

const cases: [string, number[][], number[], FitOptions, string][] = [
  [
    "inputs as they are",
    raw,
    y,
    { optimizer: sgd(5) },
    "Try a smaller learning rate (0.5), clipping the gradients (clipNorm: 1), or standardized inputs.",
  ],
  [
    "inputs that fit has standardized",
    raw,
    y,
    { optimizer: sgd(5), scale: "standardize" },
    "Try a smaller learning rate (0.5) or clipping the gradients (clipNorm: 1).",
  ],
  [
    "inputs that came standardized, beside a column of 0 and 1",
    standard.map(([z], i) => [z!, i === 0 ? 1 : 0]),
    y,
    { optimizer: sgd(5) },
    "Try a smaller learning rate (0.5) or clipping the gradients (clipNorm: 1).",
  ],
  [
    "gradients whose norm is clipped already",
    raw,
    y,
    { optimizer: sgd(1e30), clipNorm: 1 },
    "Try a smaller learning rate (1e+29) or standardized inputs.",
  ],
  [
    "gradients whose values are clipped already",
    standard,
    y,
    { optimizer: sgd(1e30), clipValue: 1 },
    "Try a smaller learning rate (1e+29).",
  ],
  [
    "inputs far from 0",
    [[1000], [-2000], [500]],
    y,
    { optimizer: sgd(0.1) },
    "Try standardized inputs first, since they reach 2000, then a smaller learning rate (0.01) or clipping the gradients (clipNorm: 1).",
  ],
  [
    "targets far from 0",
    standard,
    [1e5, -2e5, 3e5],
    { optimizer: sgd(5) },
    "Try standardized targets first, since they reach 300000, then a smaller learning rate (0.5) or clipping the gradients (clipNorm: 1).",
  ],
  [
    "a rate of many digits",
    standard,
    y,
    { optimizer: sgd(1e20) },
    "Try a smaller learning rate (1e+19) or clipping the gradients (clipNorm: 1).",
  ],
  [
    "a method without a learning rate",
    standard,
    [1e30, 2e30, 3e30],
    { optimizer: lbfgs() },
    "Try standardized targets first, since they reach 3e+30, then adam.",
  ],
];

test.each(cases)(
  "what is advised after %s is not what was done",
  async (_, inputs, targets, options, advice) => {
    const { message } = await failure(inputs, targets, options);
    expect(message.slice(message.indexOf("Try "))).toBe(advice);
  },
);

test("classes are never far from 0, whatever their numbers", async () => {
  const labels = Array.from({ length: 150 }, (_, i) => i);
  const x = labels.map((label) => [label / 75 - 1]);
  const error = await mlp(1, dense(4, "relu"), dense(150, "softmax"))
    .fit(x, labels, { optimizer: sgd(1e38), epochs: 50 })
    .catch((reason: unknown) => reason);
  expect((error as Error).message).not.toContain("standardized");
});

test("the error of a squared loss is named by what it is the difference of, and not as a gradient", async () => {
  const { tensor } = await failure(raw, y, { optimizer: sgd(5) });
  expect(tensor).toBe("(Z1 - Y)^2 (Infinity)");
});
