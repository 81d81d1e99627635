import { fail } from "../base/error.ts";
import { flagOf } from "./program.ts";
import type { OptionSpecs } from "./spec.ts";

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
  // `--no-bias` that was not given is true, and not missing.
  for (const [name, spec] of Object.entries(specs))
    if (given[name] !== undefined && !(spec.negative && given[name] === true))
      fail("usage", { who: flagOf(name, spec), expected: "no run folder beside it", got: `"${run}"` });
}
