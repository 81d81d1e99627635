import { flagOf } from "./program.ts";
import type { CommandSpec, OptionSpec } from "./spec.ts";

/** A word that may follow, and what it means. */
export interface Candidate {
  readonly word: string;
  readonly about: string;
}

/**
 * The words that may stand in place of the last of `words`: commands, options, values of an option, data sets.
 * None where only the shell knows, as for files.
 */
export async function candidatesFor(
  specs: readonly CommandSpec[],
  words: readonly string[],
): Promise<Candidate[]> {
  const typed = words.at(-1) ?? "";
  const all = await following(specs, words.slice(0, -1), typed);
  return all.filter(({ word }) => word.startsWith(typed));
}

async function following(
  specs: readonly CommandSpec[],
  before: readonly string[],
  typed: string,
): Promise<Candidate[]> {
  const [name, ...rest] = before;
  if (name === undefined || name === "help") return specs.map(({ name: word, about }) => ({ word, about }));
  const spec = specs.find((one) => one.name === name);
  if (!spec) return [];
  const inner = spec.commands?.find((one) => one.name === rest[0]);
  if (inner) return following(spec.commands!, rest, typed);
  const options = Object.values(spec.options).flatMap((group) => Object.entries(group));
  const valued = options.find(([option, one]) => one.value && flagOf(option, one) === rest.at(-1));
  if (valued) return (valued[1].choices ?? []).map((word) => ({ word, about: "" }));
  if (typed.startsWith("-"))
    return options.map(([option, one]) => ({ word: flagOf(option, one), about: one.about }));
  if (spec.commands) return spec.commands.map(({ name: word, about }) => ({ word, about }));
  const argument = spec.arguments?.[positionsIn(rest, options)]?.name ?? "";
  if (argument.includes("shell"))
    return (await import("./options/shells.ts")).shells.map((word) => ({ word, about: "" }));
  return argument.includes("data") ? datasetNames() : [];
}

/** How many words are no options and no values of options. */
function positionsIn(words: readonly string[], options: readonly (readonly [string, OptionSpec])[]): number {
  const valued = options.filter(([, one]) => one.value).map(([name, one]) => flagOf(name, one));
  return words.filter((word, i) => !word.startsWith("-") && !valued.includes(words[i - 1] ?? "")).length;
}

async function datasetNames(): Promise<Candidate[]> {
  const { datasets } = await import("../data/registry.ts");
  return [...datasets].map(([word, { about }]) => ({ word, about }));
}
