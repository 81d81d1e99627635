import { expect, test } from "vitest";
import { type runs, train } from "../browser/program.ts";
import golden from "../golden/hashes.json" with { type: "json" };

/** SHA-256 over the bytes of all weights, W1 first. A change of it is a change of what a seed means. */
test.each(Object.entries(golden))("%s ends in the weights that it ends in everywhere", async (run, hash) => {
  const { engine, hash: found } = await train(run as keyof typeof runs, "wasm");
  expect(engine.backend).toBe("wasm");
  expect(found).toBe(hash);
});
