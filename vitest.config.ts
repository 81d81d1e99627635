import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte({ configFile: false })],
  // Components are tested as a page gets them, not as a server would render them.
  resolve: { conditions: ["browser"] },
  test: {
    include: ["{src,test,lessons,studio}/**/*.test.ts"],
    testTimeout: 60_000,
  },
});
