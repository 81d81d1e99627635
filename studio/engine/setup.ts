import type { Layer } from "../../src/nn/layers/layer.ts";
import { parseLoss } from "../../src/nn/losses/index.ts";
import type { Network } from "../../src/nn/network.ts";
import { parseOptimizer } from "../../src/nn/optimizers/index.ts";
import { parseLayers } from "../../src/nn/parseLayers.ts";
import { readLearningRate } from "../../src/nn/schedules/readLearningRate.ts";
import { sequential } from "../../src/train/model.ts";
import type { FitOptions } from "../../src/train/options.ts";
import type { RunSettings } from "../state/settings.ts";

/** The layers of the settings, as the library has them. */
export const layersOf = ({ layers, init, bias }: Pick<RunSettings, "layers" | "init" | "bias">): Layer[] =>
  parseLayers(layers, { ...(init !== "" && { init }), ...(!bias && { bias }) });

/** @throws ChainruleError that names the layer that does not fit */
export const networkOf = (settings: RunSettings, features: number): Network =>
  sequential(features, layersOf(settings)).network;

export const rateOf = (text: string) => readLearningRate("learning rate", text);

/** What `fit` is told for the same run. */
export function fitOptions(settings: RunSettings): FitOptions {
  const { loss, optimizer, rate, batch, epochs, seed, dtype, scale, l1, l2 } = settings;
  return {
    ...(loss !== "" && { loss: parseLoss(loss) }),
    optimizer: parseOptimizer(optimizer, rate === "" ? undefined : rateOf(rate)),
    ...(batch !== 0 && { batchSize: batch }),
    epochs,
    seed,
    dtype,
    ...(scale !== "none" && { scale }),
    l1,
    l2,
  };
}
