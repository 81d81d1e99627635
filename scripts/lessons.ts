/**
 * Writes the pages of the lessons and their pictures anew, each from the program beside it. Training and drawing are
 * exact: a page changes only when its program or the library does.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { lessons } from "../lessons/index.ts";
import { filesOf, listFiles } from "../lessons/page.ts";

const folder = fileURLToPath(new URL("../lessons/", import.meta.url));
const asked = process.argv.slice(2).map(Number);
const numbers = asked.length > 0 ? asked : lessons.map((_, i) => i + 1);

for (const number of numbers)
  for (const { path, text } of await filesOf(number)) writeFileSync(folder + path, text);
if (asked.length === 0) for (const { path, text } of await listFiles()) writeFileSync(folder + path, text);
