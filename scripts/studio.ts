/**
 * Builds the studio: a folder of files to be served, and the whole of it in one file that works from the disk.
 * `node scripts/studio.ts [folder]`, by default dist/studio.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type InlineConfig, mergeConfig, type Rolldown } from "vite";
import config from "../studio/vite.config.ts";
import { wasmInPart } from "./wasmInPart.ts";

const studio = fileURLToPath(new URL("../studio", import.meta.url));

/** Builds both into a folder; returns the modules that went in. */
export async function buildStudio(folder: string): Promise<string[]> {
  const common: InlineConfig = {
    configFile: false,
    logLevel: "warn",
    plugins: [wasmInPart()],
    build: { outDir: folder },
  };
  const { output } = (await build(mergeConfig(config, common))) as Rolldown.RolldownOutput;
  requireNoStyles(output);
  writeFileSync(join(folder, "chainrule-studio.html"), await singleFile());
  return output.flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
}

/** A style that the engine waits for is put into a document, which a worker does not have. */
function requireNoStyles(output: Rolldown.RolldownOutput["output"]): void {
  const chunks = new Map(output.flatMap((file) => (file.type === "chunk" ? [[file.fileName, file]] : [])));
  const seen = new Set<string>();
  const walk = (name: string): void => {
    const chunk = chunks.get(name);
    if (!chunk || seen.has(name)) return;
    seen.add(name);
    if (/m\.f=\[[^\]]*\.css/.test(chunk.code) || chunk.moduleIds.some((id) => id.endsWith(".svelte")))
      throw new Error(`the engine loads ${name}, which holds parts of the page`);
    for (const next of [...chunk.imports, ...chunk.dynamicImports]) walk(next);
  };
  walk("engine.js");
}

/** The studio in one file: one program in the page, from whose text the page makes the worker too. */
async function singleFile(): Promise<string> {
  const output = await inOneChunk(join(studio, "single.ts"), {
    [join(studio, "bridge/startWorker.ts")]: join(studio, "bridge/startCarried.ts"),
  });
  const css = output
    .flatMap((file) => (file.type === "asset" && file.fileName.endsWith(".css") ? [String(file.source)] : []))
    .join("\n");
  const script = safe(output.flatMap((file) => (file.type === "chunk" ? [file.code] : [])).join("\n"));
  const html = readFileSync(join(studio, "index.html"), "utf8").replace(
    /\s*<script type="module".*<\/script>/,
    "",
  );
  return html
    .replace("</head>", () => `${policy(script, css)}\n<style>${css}</style>\n</head>`)
    .replace("</body>", () => `<script type="module" id="program">${script}</script>\n</body>`);
}

/** One entry with everything that it needs, nothing apart. */
async function inOneChunk(input: string, alias: Readonly<Record<string, string>>) {
  const plugin = {
    name: "stands-for",
    enforce: "pre" as const,
    async resolveId(id: string, importer: string | undefined) {
      if (importer === undefined || !id.startsWith(".")) return null;
      return alias[resolve(importer, "..", id)] ?? null;
    },
  };
  const one: InlineConfig = {
    configFile: false,
    logLevel: "warn",
    plugins: [plugin, wasmInPart()],
    build: {
      write: false,
      cssCodeSplit: false,
      rolldownOptions: { input, output: { codeSplitting: false } },
    },
  };
  const built = (await build(mergeConfig(config, one))) as Rolldown.RolldownOutput;
  return built.output;
}

/** In a page `</script` ends a script, wherever it stands in it, and `<!--` hides the end. */
const safe = (code: string): string => code.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");

/** What the file may do: run the scripts that are in it, and nothing else. It asks no server for anything. */
function policy(script: string, css: string): string {
  const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const rules = [
    "default-src 'none'",
    `script-src ${hash(script)} 'wasm-unsafe-eval'`,
    "worker-src blob:",
    `style-src ${hash(css)}`,
    "style-src-attr 'unsafe-inline'",
    "img-src data: blob:",
    "connect-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<meta http-equiv="Content-Security-Policy" content="${rules.join("; ")}" />`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await buildStudio(resolve(process.argv[2] ?? fileURLToPath(new URL("../dist/studio", import.meta.url))));
