import { existsSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { lookUpDataset } from "../data/registry.ts";
import { runFiles } from "../node/runFolder.ts";
import { type Io, pathIn } from "./io.ts";
import { flagOf } from "./program.ts";
import type { OptionSpecs } from "./spec.ts";

/** The first of some options that was given, as it is written. */
export const flagGiven = (
  given: Readonly<Record<string, unknown>>,
  specs: OptionSpecs,
): string | undefined => {
  // `--no-bias` that was not given is true, and not missing.
  const found = Object.entries(specs).find(
    ([name, spec]) => given[name] !== undefined && !(spec.negative && given[name] === true),
  );
  return found && flagOf(...found);
};

/**
 * Whether a name is a run's: a folder with a `run.json`, or that file; a folder without one too, unless a data set has
 * its name, so that the message says what is missing in it.
 */
export function namesRun(io: Io, name: string): boolean {
  const path = pathIn(io, name);
  if (existsSync(join(path, runFiles.run))) return true;
  if (!existsSync(path)) return false;
  return basename(path) === runFiles.run || (statSync(path).isDirectory() && !lookUpDataset(name));
}
