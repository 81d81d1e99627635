import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { slips } from "../../src/explain/check/slips/index.ts";
import { goldenCases } from "./golden.ts";

test("the manual has every slip, as it looks in NumPy, and no other", () => {
  const manual = readFileSync(new URL("../../docs/check.md", import.meta.url), "utf8");
  const rows = [...manual.slice(manual.indexOf("## The slips")).matchAll(/^\| (\w+) \| `(.*)` \|$/gm)].map(
    ([, name, plant]) => [name, plant],
  );
  expect(rows).toEqual(slips.map(({ name, plant }) => [name, plant]));
});

test("each slip is called by its own name, and says what to do in both languages", () => {
  expect(new Set(slips.map(({ name }) => name)).size).toBe(slips.length);
  for (const { said } of slips) {
    const { en, ko } = said({ name: "dW2", other: "tanh" });
    for (const text of [en, ko]) {
      expect(text).toMatch(/[.?)\]]$/);
      expect(text.length).toBeGreaterThan(20);
    }
    expect(en).not.toMatch(/[가-힣]/);
    expect(ko).toMatch(/[가-힣]/);
  }
});

test("NumPy has planted every slip but the one that a lesson plants", () => {
  const planted = new Set(goldenCases.map(({ slip }) => slip));
  const missing = slips.map(({ name }) => name).filter((name) => !planted.has(name));
  expect(missing).toEqual(["derivativeTimesZ"]);
});
