/**
 * Builds dist/: JavaScript for the two entry points and the command line, and their types. numpy-ts is bundled
 * (only what is used of it: 0.2 MB instead of 8, and 20 ms of start-up instead of 200); the other dependencies stay
 * imports. Code that several entries share is in chunks, so the command line and the library share one.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "rolldown";

const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);
const { dependencies, optionalDependencies } = require("../package.json") as Record<
  string,
  Record<string, string>
>;
const external = Object.keys({ ...dependencies, ...optionalDependencies });
const isExternal = (id: string): boolean =>
  id.startsWith("node:") || external.some((name) => id === name || id.startsWith(`${name}/`));

rmSync(join(root, "dist"), { recursive: true, force: true });
await build({
  cwd: root,
  input: { index: "src/index.ts", node: "src/node.ts", cli: "src/cli/main.ts" },
  external: isExternal,
  platform: "node",
  resolve: { conditionNames: ["import", "default"] },
  output: {
    dir: "dist",
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name]-[hash].js",
    minify: { mangle: false, compress: true },
  },
});
execFileSync(process.execPath, [require.resolve("typescript/lib/tsc.js"), "-p", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
mkdirSync(join(root, "dist"), { recursive: true });
cpSync(
  join(dirname(require.resolve("numpy-ts/package.json")), "LICENSE"),
  join(root, "dist/LICENSE.numpy-ts"),
);
