import { fail } from "../../src/base/error.ts";
import { suggest } from "../../src/base/nearest.ts";
import type { Layer } from "../../src/nn/layers/layer.ts";
import { parseLoss } from "../../src/nn/losses/index.ts";
import type { Network } from "../../src/nn/network.ts";
import { parseOptimizer } from "../../src/nn/optimizers/index.ts";
import { parseLayers } from "../../src/nn/parseLayers.ts";
import { parseLearningRate, schedules } from "../../src/nn/schedules/index.ts";
import type { Schedule } from "../../src/nn/schedules/schedule.ts";
import { sequential } from "../../src/train/model.ts";
import type { FitOptions } from "../../src/train/options.ts";
import type { RunSettings } from "../state/settings.ts";

/** The layers of the settings, as the library has them. */
export const layersOf = ({ layers, init, bias }: Pick<RunSettings, "layers" | "init" | "bias">): Layer[] =>
  parseLayers(layers, { ...(init !== "" && { init }), ...(!bias && { bias }) });

/** @throws ChainruleError that names the layer that does not fit */
export const networkOf = (settings: RunSettings, features: number): Network =>
  sequential(features, layersOf(settings)).network;

/** @throws ChainruleError `usage` for what is neither a number nor a schedule, as the command line says it */
export function rateOf(text: string): number | Schedule {
  const name = text.split("(")[0]!.trim();
  if (name === "" || (Number.isNaN(Number(text)) && !Object.hasOwn(schedules, name)))
    fail("usage", {
      who: "learning rate",
      expected: "a number or a schedule",
      got: `"${text}"`,
      fix: suggest(name, Object.keys(schedules)),
    });
  return parseLearningRate(text);
}

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
