import { fail } from "../base/error.ts";
import { configured, readConfig, type Subject } from "./config.ts";
import type { Io } from "./io.ts";
import { prepareMaterial } from "./material.ts";
import { fitOptionsOf, type NetworkGiven, networkOf, type TrainingGiven } from "./settings.ts";
import { type DataGiven, load } from "./source.ts";

/** What is trained: a network on data as options say, or as a file says that they are given beside. */
export async function subjectOf(
  io: Io,
  name: string | undefined,
  given: DataGiven & NetworkGiven & TrainingGiven & { readonly config?: string },
): Promise<Subject> {
  if (given.config !== undefined) return configured(io, await readConfig(io, given.config), name, given);
  if (name === undefined)
    return fail("usage", {
      who: "train",
      expected: "the name of a data set or a file",
      got: "none",
      fix: "Write train planar, or --config with the run.json of a run.",
    });
  const loaded = await load(io, name, given);
  const material = prepareMaterial(loaded, given);
  return {
    material,
    model: networkOf(given, material),
    fit: fitOptionsOf(given, material),
    data: material.data,
    ...("parts" in loaded && { table: loaded.parts.table }),
  };
}
