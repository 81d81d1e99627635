import { findDataset, needsFiles } from "../../data/registry.ts";
import type { SplitOptions } from "../../data/split.ts";
import { watchedPart } from "../runFile/watchedPart.ts";
import type { RunSource } from "../runFile.ts";
import { values } from "./calls.ts";
import { type ProgramConfig, scalingKind } from "./config.ts";
import type { DataLines, Entries } from "./lines.ts";
import { literal } from "./literal.ts";
import { fileLines } from "./table.ts";

/**
 * The lines that make the training, the watched and the test part of a run again.
 *
 * @throws ChainruleError `usage` for an unknown data set, or data that came on the standard input
 */
export function dataLines(entries: Entries, config: ProgramConfig): DataLines {
  const { source, split } = config.data;
  if (source.kind === "file") return fileLines(entries, config, source);
  const parted = (from: string, how: SplitOptions) => `${entries.use("split")}(${from}, ${literal(how)})`;
  const made = datasetCall(entries, source);
  const kind = scalingKind(config.data);
  const common = { training: ["x", "y"], ...(kind === "none" ? {} : { scale: literal(kind) }) } as const;
  const watched = watchedPart(config);
  if (watched)
    return {
      ...common,
      lines: [
        `const data = ${split ? parted(made, split) : made};`,
        `const { x, y, test: watched } = ${parted("data", watched)};`,
      ],
      validation: "watched",
      ...(split && { test: ["data.test.x", "data.test.y"] }),
    };
  if (split)
    return {
      ...common,
      lines: [`const { x, y, test } = ${parted(made, split)};`],
      test: ["test.x", "test.y"],
    };
  return { ...common, lines: [`const { x, y } = ${made};`] };
}

/** A data set that is drawn by its function, or one whose files are looked for. */
function datasetCall({ use, node }: Entries, source: Extract<RunSource, { kind: "dataset" }>): string {
  const { options, dataDir } = source;
  const entry = findDataset(source.name);
  if (!needsFiles(entry)) return `${use(entry.name)}(${values(options).join("")})`;
  const given = Object.keys(options).length > 0 ? { options, dataDir } : { dataDir };
  return `await ${node("loadDataset")}(${[literal(entry.name), ...values(given)].join(", ")})`;
}
