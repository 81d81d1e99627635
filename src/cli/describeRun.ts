import type { Material } from "../formats/material/material.ts";
import type { RunFile } from "../formats/runFile.ts";
import { judge } from "../metrics/judge.ts";
import type { Model } from "../train/model.ts";
import type { FitOptions } from "../train/options.ts";
import type { Result } from "./result.ts";
import { version } from "./version.ts";

/** What `run.json` says of a run. */
export async function describeRun(
  model: Model,
  { data, training, test, validation }: Material,
  options: FitOptions & Pick<RunFile["settings"], "loss" | "optimizer">,
  { weights: _, out: __, ...result }: Result,
): Promise<Omit<RunFile, "weights">> {
  const judged = test ?? training;
  const { scores } = judge(data.task, await model.predict(judged.x), judged.y, data.classes);
  const { batchSize, classWeights, clipNorm, clipValue, earlyStopping, loss, scale } = options;
  const share = validation
    ? validation.y.shape[0]! / (validation.y.shape[0]! + training.y.shape[0]!)
    : options.validation;
  return {
    version: 1,
    chainrule: version,
    network: model.network,
    dtype: model.dtype,
    ...(model.scaling && { scaling: model.scaling }),
    settings: {
      loss,
      optimizer: options.optimizer,
      epochs: options.epochs!,
      ...(batchSize !== undefined && { batchSize }),
      shuffle: options.shuffle ?? true,
      seed: options.seed ?? 0,
      l1: options.l1 ?? 0,
      l2: options.l2 ?? 0,
      ...(scale !== undefined && { scale }),
      ...(clipNorm !== undefined && { clipNorm }),
      ...(clipValue !== undefined && { clipValue }),
      ...(classWeights !== undefined && { classWeights }),
      ...(typeof share === "number" && { validation: share }),
      ...(earlyStopping && { earlyStopping }),
    },
    data,
    result: { ...result, metrics: scores },
  };
}
