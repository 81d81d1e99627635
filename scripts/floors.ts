/**
 * Holds the code against the plan of the house: a file imports from its own floor or one below, type imports
 * included; what runs in a browser imports no Node module; and no imports go in a circle.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** From the ground up. */
const floors = [
  "base",
  "array",
  "data",
  "op",
  "metrics",
  "graph",
  "grad",
  "simplify",
  "compile",
  "run",
  "nn",
  "train",
  "explain",
  "plot",
  "formats",
  "node",
  "cli",
];
const firstWithNode = "node";

const root = fileURLToPath(new URL("../src", import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .map((file) => join(root, file));

const name = (file: string): string => relative(root, file);
const floorOf = (file: string): number => {
  const [folder = "", ...rest] = name(file).split("/");
  return rest.length === 0 ? floors.length : floors.indexOf(folder);
};

const importsOf = (file: string): string[] =>
  [
    ...readFileSync(file, "utf8").matchAll(
      /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+"([^"]+)"|import\("([^"]+)"\)/g,
    ),
  ].map((found) => found[1] ?? found[2]!);

const problems: string[] = [];
const graph = new Map<string, string[]>();
for (const file of files) {
  const floor = floorOf(file);
  if (floor < 0) problems.push(`${name(file)}: stands on no floor (known: ${floors.join(", ")})`);
  const inner: string[] = [];
  for (const id of importsOf(file)) {
    if (id.startsWith("node:") && floor < floors.indexOf(firstWithNode))
      problems.push(`${name(file)}: imports ${id}, but this floor must run in a browser`);
    if (!id.startsWith(".")) continue;
    const target = resolve(dirname(file), id);
    inner.push(target);
    if (floorOf(target) > floor)
      problems.push(`${name(file)}: imports from the floor above: ${name(target)}`);
  }
  graph.set(file, inner);
}

const done = new Set<string>();
const path: string[] = [];
function walk(file: string): void {
  const at = path.indexOf(file);
  if (at >= 0) problems.push(`imports go in a circle: ${[...path.slice(at), file].map(name).join(" -> ")}`);
  if (at >= 0 || done.has(file)) return;
  path.push(file);
  for (const target of graph.get(file) ?? []) walk(target);
  path.pop();
  done.add(file);
}
for (const file of files) walk(file);

for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(`${files.length} files on ${floors.length} floors, ${problems.length} problems\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
