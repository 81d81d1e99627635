/**
 * Compiles a program that uses the package, as strictly as its users may: its declarations are read too, and what they
 * name, users can name.
 */
import { execFileSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { unnamedTypes } from "./unnamedTypes.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const tsc = join(
  dirname(fileURLToPath(import.meta.resolve("@typescript/native/package.json"))),
  "bin",
  "tsc",
);

export function compile(folder: string, config: string): void {
  const words = [tsc, "-p", config, "--noEmit"];
  execFileSync(process.execPath, words, { cwd: folder, stdio: ["ignore", "inherit", "inherit"] });
}

/** A page knows no Node, and a program for Node knows no page. */
const places = {
  page: { lib: ["es2023", "dom"], types: [] },
  node: { lib: ["es2023"], types: ["node"] },
};

/** Compiles the `main.ts` of a project in which the package is installed. */
export function compileIn(project: string): void {
  symlinkSync(join(root, "node_modules", "@types"), join(project, "node_modules", "@types"));
  for (const [name, place] of Object.entries(places)) {
    const compilerOptions = {
      ...place,
      strict: true,
      exactOptionalPropertyTypes: true,
      module: "nodenext",
      target: "es2023",
      skipLibCheck: false,
    };
    const config = `tsconfig.${name}.json`;
    writeFileSync(join(project, config), JSON.stringify({ compilerOptions, include: ["main.ts"] }));
    compile(project, config);
  }
}

/** Fails where the declarations of the package in `folder` use a type that none of its entries exports. */
export function checkNames(folder: string): void {
  const types = join(folder, "dist", "types");
  const entries = ["index", "formats", "node"].map((name) => join(types, `${name}.d.ts`));
  const unnamed = [...unnamedTypes(entries, (file) => file.startsWith(types))];
  if (unnamed.length === 0) return;
  const lines = unnamed.map(([type, user]) => `${type.replace(`${types}/`, "")}, in ${user}`);
  throw new Error(`users cannot name some types; export them from an entry:\n${lines.join("\n")}`);
}
