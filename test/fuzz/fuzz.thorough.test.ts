import { expect, test } from "vitest";
import { fuzz } from "./fuzz.ts";
import { drawsOf, mutated, mutators } from "./mutate.ts";
import { targets } from "./readers.ts";

// The readers themselves are tried by `npm run fuzz`; this is whether it finds what it looks for.
const brokenModule = new URL("broken.ts", import.meta.url);
const broken = (target: string, end: number) =>
  fuzz({ module: brokenModule, target, seed: 1, first: 0, end });

test("a reader that throws an error of its own is found, with the file's number", async () => {
  const { files, findings } = await broken("throws", 5);
  expect(files).toBe(5);
  expect(findings.length).toBeGreaterThan(0);
  for (const { number, problem } of findings) {
    expect(number).toBeLessThan(5);
    expect(problem).toContain("threw TypeError: not ours at ");
  }
});

test("a reader that ends the process, or waits for ever, is found, and the files after it are read", async () => {
  for (const target of ["exits", "waits"]) {
    const { files, findings } = await broken(target, 2);
    expect(files).toBe(2);
    expect(findings[0]?.problem).toContain("ended the process (");
  }
});

test("a reader that takes too much memory, or too long, is found", async () => {
  const { findings } = await broken("swells", 1);
  expect(findings[0]?.problem).toMatch(/^took \d\d\d MiB for \d+ bytes$/);
  const slow = await broken("dawdles", 1);
  expect(slow.findings[0]?.problem).toMatch(/^took 2\d\d\d ms$/);
});

test("a reader that refuses its own sound files is no reader", async () => {
  await expect(broken("refuses", 1)).rejects.toThrow("refuses does not read its own files");
});

test("the same seed and number give the same file, another number another one", async () => {
  const seeds = await targets.pytorch!.seeds();
  const file = (number: number) => mutated(seeds, drawsOf(1, 2, number));
  expect(await file(7)).toEqual(await file(7));
  expect(await file(7)).not.toEqual(await file(8));
});

test.each(Object.entries(mutators))("%s changes bytes, also where there is only one", (_, mutator) => {
  const bytes = new TextEncoder().encode("version 12, 3 layers");
  const results = Array.from({ length: 50 }, (_, i) => mutator(bytes, drawsOf(1, 1, i), [bytes]));
  expect(results.some((result) => String(result) !== String(bytes))).toBe(true);
  for (let i = 0; i < 50; i++) mutator(new Uint8Array(1), drawsOf(1, 1, i), [bytes]);
  expect(String(bytes)).toBe(String(new TextEncoder().encode("version 12, 3 layers")));
});
