import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import * as chainrule from "../../src/index.ts";
import { runExample } from "../support/example.ts";

const source = fileURLToPath(new URL("../../src", import.meta.url));

/** Every `@example` of the source: where it stands, and its code. */
const examples = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .flatMap((file) => {
    const text = readFileSync(join(source, file), "utf8");
    return [...text.matchAll(/@example\n((?:[ ]*\*(?!\/)[^\n]*\n)+)/g)].map((found) => ({
      place: `${file}:${text.slice(0, found.index).split("\n").length}`,
      file,
      code: found[1]!
        .split("\n")
        .map((line) => line.replace(/^\s*\* ?/, ""))
        .join("\n")
        .replace(/\n@[\s\S]*$/, ""),
    }));
  });

test("the source has examples", () => {
  expect(examples.length).toBeGreaterThan(60);
});

test.each(examples)("the example at $place gives what it says", async ({ file, code }) => {
  const own = (await import(join(source, file))) as Record<string, unknown>;
  await runExample(code, { ...chainrule, ...own });
});
