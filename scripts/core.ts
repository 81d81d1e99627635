/**
 * Bundles what a browser needs and says how large it is: the whole public entry, and the core that a model trains with
 * (graph, grad, simplify, run, nn, train) without numpy-ts. Fails where a Node module came along, or the core
 * is over its budget.
 */
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";

/** 60 KB. */
const budget = 60 * 1024;
const root = new URL("..", import.meta.url).pathname;

async function bundle(
  input: string,
  external: readonly string[],
): Promise<{ code: string; imports: string[] }> {
  const build = await rolldown({ cwd: root, input, external: [...external, /^node:/], platform: "browser" });
  const { output } = await build.generate({ format: "esm", minify: true });
  const chunks = output.filter((file) => file.type === "chunk");
  const own = new Set(chunks.map((chunk) => chunk.fileName));
  return {
    code: chunks.map((chunk) => chunk.code).join("\n"),
    imports: chunks
      .flatMap((chunk) => [...chunk.imports, ...chunk.dynamicImports])
      .filter((id) => !own.has(id)),
  };
}

const size = (code: string): number => gzipSync(code, { level: 9 }).length;
const whole = await bundle("src/index.ts", []);
const core = await bundle("src/train/model.ts", ["numpy-ts/core"]);
const nodeModules = [...whole.imports, ...core.imports].filter((id) => id !== "numpy-ts/core");

process.stdout.write(
  `whole entry ${size(whole.code)} bytes gzipped; core without numpy-ts ${size(core.code)} of ${budget}\n`,
);
if (nodeModules.length > 0) process.stderr.write(`a browser cannot import ${nodeModules.join(", ")}\n`);
if (nodeModules.length > 0 || size(core.code) > budget) process.exitCode = 1;
