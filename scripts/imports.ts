import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** An import of a file, as it stands there. */
export interface Import {
  readonly id: string;
  /** Whether it brings types alone, and nothing at run time. */
  readonly types: boolean;
  /** Whether it is made when it is asked for. */
  readonly dynamic: boolean;
}

const statements =
  /(?:^|\n)\s*(?:import|export)\s([^;"']*?)from\s+"([^"]+)"|import\("([^"]+)"\)|\n\s*import "([^"]+)"/g;

/** Every import and re-export of a TypeScript or Svelte file, the dynamic ones too. */
export const importsOf = (file: string): Import[] =>
  [...readFileSync(file, "utf8").matchAll(statements)].map(([, names, from, dynamic, plain]) => ({
    id: (from ?? dynamic ?? plain)!,
    types: names !== undefined && bringsTypesAlone(names),
    dynamic: dynamic !== undefined,
  }));

function bringsTypesAlone(names: string): boolean {
  if (/^type\s/.test(names)) return true;
  const [, before = "", list] = /^([^{]*)\{([^}]*)\}/.exec(names) ?? [];
  if (list === undefined || before.trim() !== "") return false;
  return list.split(",").every((name) => name.trim() === "" || name.trim().startsWith("type "));
}

/** The files that a file imports by relative paths. */
export const filesFrom = (file: string, kind: (one: Import) => boolean = () => true): string[] =>
  importsOf(file).flatMap((one) => {
    const target = resolve(dirname(file), one.id);
    return one.id.startsWith(".") && kind(one) && existsSync(target) ? [target] : [];
  });

/** All files that are reached from one, itself included, but for those that `stop` says. */
export function reach(
  start: string,
  kind: (one: Import) => boolean,
  stop: (file: string) => boolean = () => false,
): Set<string> {
  const seen = new Set<string>();
  const walk = (file: string): void => {
    if (seen.has(file) || stop(file)) return;
    seen.add(file);
    if (/\.(ts|svelte)$/.test(file)) for (const next of filesFrom(file, kind)) walk(next);
  };
  walk(start);
  return seen;
}

/** Ways along imports that come back to where they began. */
export function circles(files: readonly string[]): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  function walk(file: string): void {
    const at = path.indexOf(file);
    if (at >= 0) found.push([...path.slice(at), file]);
    if (at >= 0 || done.has(file)) return;
    path.push(file);
    if (/\.(ts|svelte)$/.test(file)) for (const next of filesFrom(file)) walk(next);
    path.pop();
    done.add(file);
  }
  for (const file of files) walk(file);
  return found;
}
