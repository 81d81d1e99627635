import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { languages } from "../../src/explain/language/sentences.ts";
import { causes } from "../../src/explain/parity/causes/index.ts";

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
const manual = read("docs/parity.md");

test("the recorders of the manual are those that made the golden traces", () => {
  const script = read("scripts/golden/parity.py");
  const recorders = [...manual.matchAll(/```text\n(def record_[\s\S]*?\n)```/g)].map(([, code]) => code!);
  expect(recorders).toHaveLength(3);
  for (const recorder of recorders) {
    expect(script).toContain(`\n\n\n${recorder}\n\n`);
    expect(recorder.split("\n").length).toBeLessThanOrEqual(16);
  }
});

test("the manual lists every cause, as it looks in a program, and no other", () => {
  const rows = manual.slice(manual.indexOf("| as in |")).match(/^\| \w+ \| `.*` \|$/gm);
  expect(rows).toEqual(causes.map(({ name, looks }) => `| ${name} | \`${looks}\` |`));
});

test("every cause says something in each language", () => {
  for (const { said } of causes)
    for (const other of ["next", "relu, tanh"])
      for (const language of languages) expect(said({ other })[language] ?? "schedule").toMatch(/./);
});
