import { fail } from "../../base/error.ts";
import { suggest } from "../../base/nearest.ts";
import type { Expansion } from "./expansion.ts";
import type { Entry, Trace } from "./trace.ts";

/** The part of a trace that was asked for. */
export interface Chosen {
  readonly entries: readonly Entry[];
  readonly elements: readonly Expansion[];
}

/**
 * The values and elements of these names; all values when none are given.
 *
 * @throws ChainruleError `usage` for a name that nothing has, with the nearest one
 */
export function choose(trace: Trace, only?: readonly string[]): Chosen {
  if (!only) return { entries: trace.entries, elements: [] };
  const wanted = new Set<Entry>();
  const elements: Expansion[] = [];
  for (const name of only) {
    if (name.includes("[")) elements.push(trace.entry(name));
    else for (const entry of matching(trace, name)) wanted.add(entry);
  }
  return { entries: trace.entries.filter((entry) => wanted.has(entry)), elements };
}

function matching(trace: Trace, name: string): readonly Entry[] {
  if (!name.includes("*")) return [trace.step(name)];
  const pattern = new RegExp(`^${name.replaceAll(/[\\^$.+?()[\]{}|]/g, "\\$&").replaceAll("*", ".*")}$`);
  const found = trace.entries.filter((entry) => pattern.test(entry.name));
  if (found.length > 0) return found;
  return fail("usage", {
    who: "explain",
    expected: "names of values of the update",
    got: `"${name}", which none of them matches`,
    fix: suggest(
      name.replaceAll("*", ""),
      trace.entries.map((entry) => entry.name),
    ),
  });
}
