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
  worker: { format: "es" },
  build: {
    outDir: here("../dist/studio"),
    emptyOutDir: true,
    target: "es2023",
    modulePreload: { polyfill: false },
    // Pictures and scripts in data: addresses are what the page's policy forbids.
    assetsInlineLimit: 0,
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
});
