import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte({ configFile: false })],
  // Components are tested as a page gets them, not as a server would render them.
  resolve: { conditions: ["browser"] },
  test: {
    include: ["{src,test,lessons,studio}/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // By itself it would leave one core of two idle.
    maxWorkers: 2,
    // A browser on a busy machine may take its time; what is polled for ends as soon as it is there.
    expect: { poll: { timeout: 15_000 } },
  },
});
