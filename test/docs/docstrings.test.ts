import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import * as formats from "../../src/formats.ts";
import * as chainrule from "../../src/index.ts";
import * as node from "../../src/node.ts";
import { runExample } from "../support/example.ts";

const source = fileURLToPath(new URL("../../src", import.meta.url));

const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .map((file) => ({ file, text: readFileSync(join(source, file), "utf8") }));

/** Every `@example` of the source: where it stands, and its code. */
const examples = files.flatMap(({ file, text }) =>
  [...text.matchAll(/@example\n((?:[ ]*\*(?!\/)[^\n]*\n)+)/g)].map((found) => ({
    place: `${file}:${text.slice(0, found.index).split("\n").length}`,
    file,
    code: found[1]!
      .split("\n")
      .map((line) => line.replace(/^\s*\* ?/, ""))
      .join("\n")
      .replace(/\n@[\s\S]*$/, ""),
  })),
);

/** The functions, classes and values that are declared right below a docstring with an example. */
const withExample = new Set<unknown>();
for (const { file, text } of files)
  for (const [, docstring, name] of text.matchAll(
    /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export (?:async )?(?:function|const|class) (\w+)/g,
  ))
    if (docstring!.includes("@example"))
      withExample.add(((await import(join(source, file))) as Record<string, unknown>)[name!]);

/** Where the examples of src/node write their files. */
const folder = mkdtempSync(join(tmpdir(), "chainrule-examples-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("the source has examples", () => {
  expect(examples.length).toBeGreaterThan(150);
});

test("every public function and class has an example, and so have the tables", () => {
  const entries = Object.entries({ ...chainrule, ...formats, ...node });
  expect(entries.filter(([, value]) => !withExample.has(value)).map(([name]) => name)).toEqual([]);
});

test.each(examples)("the example at $place gives what it says", async ({ file, code }) => {
  const own = (await import(join(source, file))) as Record<string, unknown>;
  const forNode = /^node\b/.test(file) ? { ...node, folder } : {};
  await runExample(code, { ...chainrule, ...formats, ...forNode, ...own });
});
