import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

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
        entryFileNames: ({ name }) => (name === "engine" ? "engine.js" : "assets/[name]-[hash].js"),
      },
      checks: { bundlerTimings: false },
    },
  },
});
