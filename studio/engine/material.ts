import { findDataset, makeDataset, needsFiles } from "../../src/data/registry.ts";
import type { RunSettings } from "../state/settings.ts";
import { filed } from "./files.ts";
import { requireDrawable } from "./limits.ts";
import type { Material } from "./parts.ts";
import { pointsDataset } from "./points.ts";

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
  requireDrawable(data, options);
  const training = makeDataset(data, options);
  if (!("seed" in entry.options) || ownLaw.includes(entry.name)) return { training };
  const freshSeed = (options.seed ?? entry.options.seed!.default) + 1;
  return { training, fresh: makeDataset(data, { ...options, seed: freshSeed }), freshSeed };
}
