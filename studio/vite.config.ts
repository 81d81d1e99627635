import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { type Import, reach } from "../scripts/imports.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const atRunTime = ({ types }: Import): boolean => !types;
const atOnce = ({ types, dynamic }: Import): boolean => !types && !dynamic;
const ofStart = reach(here("main.ts"), atOnce);
const ofPage = reach(here("app/begin.ts"), atOnce);
/** The engine comes to what draws numbers by a name that stands for a file. */
const ofEngine = (kind: (one: Import) => boolean): Set<string> =>
  new Set([...reach(here("engine/worker.ts"), kind), ...reach(here("engine/random/core.ts"), kind)]);
const ofEngineAtOnce = ofEngine(atOnce);
/** With its panels. What they share with the page must not bring the page's own parts into the worker. */
const ofWholeEngine = ofEngine(atRunTime);

/** What both need; ids that start with NUL are the bundler's own helpers. */
const ofBoth = (id: string): boolean => id.startsWith("\0") || (ofPage.has(id) && ofWholeEngine.has(id));

/** What page and engine begin with, in one file each, and one for what both need: few requests before the first picture. */
const groups = [
  { name: "both", test: ofBoth, priority: 4 },
  { name: "start", test: (id: string) => ofStart.has(id), priority: 3 },
  { name: "engine", test: (id: string) => ofEngineAtOnce.has(id), priority: 2 },
  { name: "page", test: (id: string) => ofPage.has(id), priority: 1 },
];

export default defineConfig({
  root: here("."),
  base: "./",
  plugins: [svelte({ configFile: false })],
  resolve: {
    alias: {
      "numpy-ts/core": here("engine/random/core.ts"),
      "numpy-ts/whole": here("../node_modules/numpy-ts/dist/esm/core.js"),
      "numpy-ts/rng": here("../node_modules/numpy-ts/dist/esm/common/wasm/rng.js"),
    },
  },
  build: {
    outDir: here("../dist/studio"),
    emptyOutDir: true,
    target: "es2023",
    // What preloads asks for the document, which the engine's worker does not have.
    modulePreload: false,
    // Pictures and scripts in data: addresses are what the page's policy forbids.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // The engine is an entry beside the page: a page without workers loads the same files into itself.
      input: { index: here("index.html"), engine: here("engine/worker.ts") },
      output: {
        codeSplitting: { groups },
        entryFileNames: ({ name }) => (name === "engine" ? "engine.js" : "assets/[name]-[hash].js"),
      },
      checks: { bundlerTimings: false },
    },
  },
});
