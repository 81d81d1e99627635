/**
 * Holds the code against the plan of the house: a file imports from its own floor or one below, type imports
 * included; what runs in a browser imports no Node module; no imports go in a circle; and in the studio page and
 * engine stay apart.
 */
import { readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { circles, importsOf, reach } from "./imports.ts";

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

/** What the page of the studio may use of the library: small files. All else is the engine's. */
const ofThePage = ["base/", "plot/", "explain/language/", "explain/document/"];

const root = fileURLToPath(new URL("..", import.meta.url));
const name = (file: string): string => relative(root, file);
const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ts|svelte)$/.test(file) && !file.endsWith(".test.ts") && !file.endsWith(".d.ts"))
    .map((file) => join(root, folder, file));

const problems: string[] = [];

const library = filesIn("src");
const floorOf = (file: string): number => {
  const [folder = "", ...rest] = relative(join(root, "src"), file).split("/");
  return rest.length === 0 ? floors.length : floors.indexOf(folder);
};
for (const file of library) {
  const floor = floorOf(file);
  if (floor < 0) problems.push(`${name(file)}: stands on no floor (known: ${floors.join(", ")})`);
  for (const { id } of importsOf(file)) {
    if (id.startsWith("node:") && floor < floors.indexOf(firstWithNode))
      problems.push(`${name(file)}: imports ${id}, but this floor must run in a browser`);
    if (!id.startsWith(".")) continue;
    const target = resolve(dirname(file), id);
    if (floorOf(target) > floor)
      problems.push(`${name(file)}: imports from the floor above: ${name(target)}`);
  }
}

const studio = filesIn("studio");
const inStudio = (path: string): string => join(root, "studio", path);
const atRunTime = ({ types }: { readonly types: boolean }): boolean => !types;
const page = reach(inStudio("main.ts"), atRunTime, (file) => file === inStudio("engine/answer.ts"));
for (const file of page) {
  const inLibrary = relative(join(root, "src"), file);
  if (!inLibrary.startsWith("..") && !ofThePage.some((part) => inLibrary.startsWith(part)))
    problems.push(`${name(file)}: the page of the studio loads it; it is for the engine`);
}
for (const file of reach(inStudio("engine/worker.ts"), atRunTime)) {
  if (/\.svelte(\.ts)?$/.test(file))
    problems.push(`${name(file)}: the engine of the studio loads it; it is for the page`);
  if (name(file).startsWith("src/node/")) problems.push(`${name(file)}: needs Node, and the engine loads it`);
}

for (const way of circles([...library, ...studio]))
  problems.push(`imports go in a circle: ${way.map(name).join(" -> ")}`);

for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(
  `${library.length} files on ${floors.length} floors, ${studio.length} in the studio, ${problems.length} problems\n`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
