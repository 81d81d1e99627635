import type { Examples } from "../data/dataset.ts";
import { encodeDataset } from "../formats/material/encoded.ts";
import type { Material } from "../formats/material/material.ts";
import type { Loss } from "../nn/losses/loss.ts";
import { boundaryPlot } from "../plot/index.ts";
import type { Backend } from "../run/backend.ts";
import { DivergedError } from "../train/diverged.ts";
import type { Model } from "../train/model.ts";
import type { FitOptions } from "../train/options.ts";
import type { Io } from "./io.ts";
import { boundaryOf } from "./pictures.ts";
import { loadAgain } from "./source.ts";
import type { Outcome } from "./sweepReport.ts";

/** One run of a sweep, before it starts. */
export interface Ready {
  readonly material: Material;
  readonly model: Model;
  readonly options: FitOptions & { readonly loss: Loss; readonly backend: Backend };
}

/** Trains, and judges on examples that the network has not seen. */
export async function trainOne(
  io: Io,
  { material, model, options }: Ready,
  { draw, ...watched }: Pick<FitOptions, "signal" | "progress"> & { readonly draw: boolean },
): Promise<Outcome> {
  const { loss, backend } = options;
  const { x, y } = material.training;
  const run = await model.fit(x, y, { ...options, ...watched }).catch(unlessDiverged);
  if (!run) return { training: { loss: Number.NaN }, unseen: undefined, seconds: 0, multiple: undefined };
  const unseen = material.test ?? material.validation ?? (await freshExamples(io, material));
  return {
    training: run.last,
    unseen: unseen && (await model.evaluate(unseen.x, unseen.y, { loss, backend })),
    seconds: run.seconds,
    multiple: draw ? await boundarySvg(model, material) : undefined,
  };
}

/** A run that left the finite numbers is a row without scores, not the end of the sweep. */
function unlessDiverged(error: unknown): undefined {
  if (!(error instanceof DivergedError)) throw error;
}

/** Points of the same data set drawn with the next seed; undefined for data that is not drawn. */
async function freshExamples(io: Io, { data }: Material): Promise<Examples | undefined> {
  const { source, encoding } = data;
  if (source.kind === "file") return undefined;
  const seed = (source.options.seed ?? 1) + 1;
  const again = { ...source, options: { ...source.options, seed } };
  const { datasets, needsFiles } = await import("../data/registry.ts");
  const entry = datasets.get(source.name)!;
  if (needsFiles(entry) || !("seed" in entry.options)) return undefined;
  const fresh = await loadAgain(io, again, {});
  return "dataset" in fresh ? encodeDataset(encoding, fresh.dataset, fresh.dataset) : undefined;
}

async function boundarySvg(model: Model, material: Material): Promise<string | undefined> {
  const boundary = await boundaryOf(model, material);
  return boundary && boundaryPlot(boundary, { axes: false });
}
