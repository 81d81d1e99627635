import type { SplitOptions } from "../../data/split.ts";
import type { ConfigFile } from "./run.ts";

/** The part that was judged after every epoch; older files leave its seed to be that of the other parts. */
export function watchedPart({
  data: { validation, split, source },
  settings,
}: Pick<ConfigFile, "data" | "settings">): SplitOptions | undefined {
  if (validation !== undefined || settings.validation === undefined) return validation;
  const drawn = source.kind === "dataset" ? source.options.seed : undefined;
  return { test: settings.validation, seed: split?.seed ?? drawn ?? 0 };
}
