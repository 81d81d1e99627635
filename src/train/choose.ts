import { fail } from "../base/error.ts";
import { showValue } from "../base/showValue.ts";
import { input } from "../graph/build.ts";
import { lossKind, parseLoss } from "../nn/losses/index.ts";
import type { Loss } from "../nn/losses/loss.ts";
import { forward, lastActivation, type Network } from "../nn/network.ts";
import { optimizerKind, parseOptimizer } from "../nn/optimizers/index.ts";
import type { Optimizer } from "../nn/optimizers/optimizer.ts";
import { optimizerOf } from "../nn/optimizers/optimizerOf.ts";
import { sgd } from "../nn/optimizers/sgd.ts";
import { complete } from "../nn/settings.ts";
import type { FitOptions } from "./options.ts";

/** The loss that was asked for, or the one that fits the last activation; refused where the two cannot go together. */
export function chooseLoss(network: Network, given: FitOptions["loss"]): Loss {
  const last = lastActivation(network);
  if (last === "softmax") refuseOneClass(network);
  const usual = { sigmoid: "binaryCrossEntropy", softmax: "crossEntropy" } as const;
  const name = given ?? (usual as Readonly<Record<string, string>>)[last] ?? "meanSquaredError";
  const loss = typeof name === "string" ? parseLoss(name) : checkLoss(name);
  const { activations } = lossKind(loss.name);
  if (activations && !activations.includes(last))
    fail("usage", {
      who: `loss ${loss.name}`,
      expected: `a last layer with ${activations.join(" or ")}`,
      got: `"${last}"`,
      fix: `Give the last layer the activation ${activations[0]}, or choose another loss.`,
    });
  return loss;
}

/** Softmax divides by the sum of its row: over a single unit that gives 1 for every example, and a gradient of 0. */
function refuseOneClass(network: Network): void {
  const x = input("X", [1, network.features], "float32");
  const { output } = forward(network, x, { training: false, dtype: "float32" });
  if (output.shape[1] === 1)
    fail("usage", {
      who: "last layer",
      expected: "softmax over 2 units or more",
      got: "1, whose output is 1 for every example",
      fix: "Write 1:sigmoid for two classes, or a unit for each class: 2:softmax.",
    });
}

function checkLoss(given: Loss): Loss {
  if (!isNamed(given))
    return fail("usage", {
      who: "loss",
      expected: 'a loss such as huber(2), or its name, "huber"',
      got: showValue(given),
    });
  const kind = lossKind(given.name);
  return { name: kind.name, settings: complete(kind.name, kind.settings, given.settings ?? {}) };
}

/** The optimizer that was asked for, checked, or plain gradient descent. */
export function chooseOptimizer(given: FitOptions["optimizer"]): Optimizer {
  if (given === undefined) return sgd();
  if (typeof given === "string") return parseOptimizer(given);
  if (!isNamed(given))
    return fail("usage", {
      who: "optimizer",
      expected: 'an optimizer such as adam(0.01), or its name, "adam"',
      got: showValue(given),
    });
  const kind = optimizerKind(given.name);
  return optimizerOf(kind, given.learningRate ?? kind.learningRate, given.settings ?? {});
}

/** Whether a value is a record with a name, as losses and optimizers are; JavaScript may hand in anything. */
const isNamed = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "name" in value && typeof value.name === "string";
