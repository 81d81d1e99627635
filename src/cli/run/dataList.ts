import { datasets, needsFiles } from "../../data/registry.ts";
import { type Io, say, styled } from "../io.ts";

/** Lists the built-in data sets. */
export async function listData(io: Io): Promise<number> {
  const width = Math.max(...[...datasets.keys()].map((name) => name.length));
  for (const [name, entry] of datasets) {
    const options = needsFiles(entry) ? [] : Object.entries(entry.options);
    const chosen = options.map(([option, spec]) => `${option}=${spec.default}`).join(" ");
    say(io.stdout, `${styled(io.stdout, "bold", name.padEnd(width))}  ${entry.about}`);
    if (chosen) say(io.stdout, `${" ".repeat(width)}  ${styled(io.stdout, "dim", chosen)}`);
  }
  return 0;
}
