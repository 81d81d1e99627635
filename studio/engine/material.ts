import type { Dataset } from "../../src/data/dataset.ts";
import { findDataset, makeDataset, needsFiles } from "../../src/data/registry.ts";
import type { Scaling } from "../../src/data/scaling.ts";
import type { RunSettings } from "../state/settings.ts";
import { filed } from "./files.ts";
import { pointsDataset } from "./points.ts";

/** What a run learns from, and the examples it is judged on that it has not seen. */
export interface Material {
  readonly training: Dataset;
  /** Drawn with another seed, or kept back from a file. */
  readonly fresh?: Pick<Dataset, "x" | "y">;
  /** The seed that drew the fresh examples. */
  readonly freshSeed?: number;
  /** How the inputs were scaled before they came here, so that pictures can show the units of a file. */
  readonly units?: Scaling;
}

/** Their seed draws the law too, where the clouds are and how the plane slopes: another seed is another problem. */
const ownLaw: readonly string[] = ["blobs", "linearRegression"];

/**
 * The data of a run: drawn, drawn by hand, or from a file that was handed in before.
 *
 * @throws ChainruleError for an unknown name or option, and for a file that is not there
 */
export function materialOf(settings: Pick<RunSettings, "data" | "options" | "source">): Material {
  const { data, options, source } = settings;
  if (data === "points") return { training: pointsDataset(source) };
  if (data === "file") return filed(source);
  const entry = findDataset(data);
  if (needsFiles(entry)) return filed(entry.name);
  const training = makeDataset(data, options);
  if (!("seed" in entry.options) || ownLaw.includes(entry.name)) return { training };
  const freshSeed = (options.seed ?? entry.options.seed!.default) + 1;
  return { training, fresh: makeDataset(data, { ...options, seed: freshSeed }), freshSeed };
}
