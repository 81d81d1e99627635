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
    return source.path === "-" ? source : { ...source, ...located(source, fromFolder) };
  return source.dataDir === undefined ? source : { ...source, dataDir: fromFolder(source.dataDir) };
}

/** The folder of a run, which is named by itself or by the `run.json` in it. */
export const runFolderOf = (path: string): string => (basename(path) === runFiles.run ? dirname(path) : path);

/**
 * The data where it lies now: seen from a folder, or from the current one, as older runs have it; undefined for a file
 * that is gone. What came on the standard input may come there again.
 */
export function sourceFrom(io: Io, folder: string, source: RunSource): RunSource | undefined {
  const find = (name: string) => [folder, io.cwd].map((from) => resolve(from, name)).find(existsSync);
  if (source.kind === "dataset") {
    const { dataDir, ...rest } = source;
    const found = dataDir === undefined ? undefined : find(dataDir);
    return { ...rest, ...(found !== undefined && { dataDir: found }) };
  }
  if (source.path === "-") return source;
  const { path, targets } = located(source, find);
  const isThere = path !== undefined && (targets !== undefined || source.targets === undefined);
  return isThere ? { ...source, path, ...(targets !== undefined && { targets }) } : undefined;
}

/** The files of a source, looked for. */
const located = <P>({ path, targets }: Extract<RunSource, { kind: "file" }>, find: (path: string) => P) => ({
  path: find(path),
  ...(targets !== undefined && { targets: find(targets) }),
});

/**
 * The data of a run where it lies now.
 *
 * @throws ChainruleError `usage` for data that came from the standard input, `file` for a file that is gone
 */
export function foundSource(io: Io, run: string, source: RunSource, command = "evaluate"): RunSource {
  const folder = runFolderOf(pathIn(io, run));
  const refuse = (code: "usage" | "file", got: string) =>
    fail(code, {
      who: command,
      expected: command === "evaluate" ? "data to judge by" : "the data that the run was trained on",
      got,
      fix: `Name the data: ${command} ${run} <file>.`,
    });
  if (source.kind === "file" && source.path === "-")
    return refuse("usage", "a run whose data came from the standard input");
  const found = sourceFrom(io, folder, source);
  if (found !== undefined) return found;
  const path = source.kind === "file" ? source.path : source.name;
  return refuse("file", `a run whose file is no longer at ${resolve(folder, path)}`);
}
