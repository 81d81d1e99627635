import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { prettyJson } from "../../src/formats/prettyJson.ts";
import type { Results } from "../results.ts";
import { chart } from "./chart.ts";
import { markdownOf } from "./markdown.ts";

const at = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const latest = at("../results/latest.json");
const page = at("../../docs/benchmarks.md");
const picture = (theme: string): string => at(`../../docs/images/benchmarks-${theme}.svg`);

/** What stands between these lines of the page is written by this program. */
const [begin, end] = ["<!-- npm run bench -- --write: begin -->", "<!-- npm run bench -- --write: end -->"];

export const readLatest = (): Results => JSON.parse(readFileSync(latest, "utf8")) as Results;

/** The results as JSON, as a page and as pictures. */
export function writeAll(results: Results): void {
  mkdirSync(at("../results/"), { recursive: true });
  writeFileSync(latest, `${prettyJson(results)}\n`);
  const text = readFileSync(page, "utf8");
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/benchmarks.md: expected the lines ${begin} and ${end}`);
  writeFileSync(page, `${text.slice(0, from)}${begin}\n\n${markdownOf(results)}\n\n${text.slice(to)}`);
  for (const theme of ["light", "dark"] as const) writeFileSync(picture(theme), `${chart(results, theme)}\n`);
}
