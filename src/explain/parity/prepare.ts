import { fail } from "../../base/error.ts";
import type { Layer } from "../../nn/layers/layer.ts";
import { optimizerKind, parseOptimizer } from "../../nn/optimizers/index.ts";
import type { Optimizer } from "../../nn/optimizers/optimizer.ts";
import { parseLayers } from "../../nn/parseLayers.ts";
import { complete, number, whole } from "../../nn/settings.ts";
import { chooseLoss, chooseOptimizer } from "../../train/choose.ts";
import { batchesOf } from "./batches.ts";
import { type Recording, recordingOf, type TraceArrays } from "./recording.ts";
import type { Trace } from "./replay.ts";
import type { ParitySettings } from "./settings.ts";
import { type Setup, setupOf } from "./setup.ts";
import { weightsOf } from "./weights.ts";

const numbers = {
  l1: number(0, { from: 0 }),
  l2: number(0, { from: 0 }),
  tolerance: number(0, { from: 0, below: 1 }),
};

/**
 * A trace and the training it is said to be, ready to be replayed.
 *
 * @throws ChainruleError as `parity` does
 */
export function traceOf(arrays: TraceArrays, settings: ParitySettings): { trace: Trace; setup: Setup } {
  const layers = layersOf(settings?.layers);
  const { l1, l2, tolerance } = complete("parity", numbers, {
    ...(settings.l1 !== undefined && { l1: settings.l1 }),
    ...(settings.l2 !== undefined && { l2: settings.l2 }),
    ...(settings.tolerance !== undefined && { tolerance: settings.tolerance }),
  });
  const size =
    settings.batch === undefined
      ? undefined
      : complete("parity", { batch: whole(1, { from: 1 }) }, { batch: settings.batch }).batch;
  const optimizer = optimizerIn(settings);
  if (optimizerKind(optimizer.name).kind !== "firstOrder")
    fail("usage", {
      who: "parity",
      expected: "an optimizer that steps once for each gradient",
      got: optimizer.name,
      fix: "Its line search looks at the loss several times in a step.",
    });
  const recording = recordingOf(arrays);
  const weights = weightsOf(recording, { features: featuresOf(recording), layers });
  const { network } = weights;
  const means = {
    network,
    loss: chooseLoss(network, settings.loss),
    optimizer,
    penalty: { l1, l2 },
    clipping: {
      ...(settings.clipNorm !== undefined && { norm: settings.clipNorm }),
      ...(settings.clipValue !== undefined && { value: settings.clipValue }),
    },
  };
  const batches = batchesOf(recording, network.features, weights.outputs, size);
  const unit = recording.dtype === "float32" ? 2 ** -24 : 2 ** -53;
  return { trace: { recording, weights, batches, tolerance }, setup: setupOf(means, unit) };
}

/** A record comes with a rate whether it was meant or not; a text that names one means it. */
function optimizerIn({ optimizer, learningRate }: ParitySettings): Optimizer {
  if (typeof optimizer === "string") return parseOptimizer(optimizer, learningRate);
  const chosen = chooseOptimizer(optimizer);
  return { ...chosen, learningRate: learningRate ?? chosen.learningRate };
}

function featuresOf(recording: Recording): number {
  const x = recording.whole("x") ?? recording.at("x", 1);
  if (!x || x.size === 0)
    return fail("data", {
      who: "parity",
      expected: "x, the inputs",
      got: x ? "no examples" : "none",
      fix: "Record the inputs as x and the targets as y, or those of each step as x_1 and y_1.",
    });
  return x.shape.length === 2 ? x.shape[1]! : 1;
}

function layersOf(given: ParitySettings["layers"] | undefined): readonly Layer[] {
  if (given === undefined)
    fail("usage", {
      who: "parity",
      expected: "the layers of the network",
      got: "none",
      fix: 'For 4 hidden tanh units and a sigmoid output: { layers: "4:tanh,1:sigmoid" }.',
    });
  const layers = typeof given === "string" ? parseLayers(given) : given;
  if (layers.some(({ type }) => type === "dropout"))
    fail("usage", {
      who: "parity",
      expected: "layers whose numbers follow from their inputs",
      got: "dropout, whose mask is drawn",
      fix: "Record the network without it.",
    });
  return layers;
}
