import { existsSync } from "node:fs";
import { basename, dirname, relative, resolve } from "node:path";
import { fail } from "../base/error.ts";
import type { RunSource } from "../formats/runFile.ts";
import { runFiles } from "../node/runFolder.ts";
import { type Io, pathIn } from "./io.ts";

/** Where the data of a run lies, as its folder says it: from that folder, so that both may move together. */
export function storedSource(io: Io, folder: string, source: RunSource): RunSource {
  const fromFolder = (path: string) => relative(folder, pathIn(io, path)) || ".";
  if (source.kind === "file")
    return source.path === "-" ? source : { ...source, path: fromFolder(source.path) };
  return source.dataDir === undefined ? source : { ...source, dataDir: fromFolder(source.dataDir) };
}

/**
 * The data of a run where it lies now: seen from its folder, or from the current one: there it was in older runs.
 *
 * @throws ChainruleError `usage` for data that came from the standard input, `file` for a file that is gone
 */
export function foundSource(io: Io, run: string, source: RunSource, command = "evaluate"): RunSource {
  const path = pathIn(io, run);
  const folder = basename(path) === runFiles.run ? dirname(path) : path;
  const find = (name: string) => [folder, io.cwd].map((from) => resolve(from, name)).find(existsSync);
  if (source.kind === "dataset") {
    const { dataDir, ...rest } = source;
    const found = dataDir === undefined ? undefined : find(dataDir);
    return { ...rest, ...(found !== undefined && { dataDir: found }) };
  }
  const refuse = (code: "usage" | "file", got: string) =>
    fail(code, {
      who: command,
      expected: command === "evaluate" ? "data to judge by" : "the data that the run was trained on",
      got,
      fix: `Name the data: ${command} ${run} <file>.`,
    });
  if (source.path === "-") return refuse("usage", "a run whose data came from the standard input");
  const found = find(source.path);
  if (found !== undefined) return { ...source, path: found };
  return refuse("file", `a run whose file is no longer at ${resolve(folder, source.path)}`);
}
