import { existsSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { fail } from "../base/error.ts";
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
 * A run has its own network and training: other words for them would go unheard.
 *
 * @param specs the options that say what a run says
 * @throws ChainruleError `usage` that names the first of them that was given
 */
export function refuseBesideRun(
  run: string,
  given: Readonly<Record<string, unknown>>,
  specs: OptionSpecs,
): void {
  const flag = flagGiven(given, specs);
  if (flag !== undefined) fail("usage", { who: flag, expected: "no run folder beside it", got: `"${run}"` });
}

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
