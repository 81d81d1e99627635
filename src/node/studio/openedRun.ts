import { existsSync } from "node:fs";
import { join } from "node:path";
import { runFiles } from "../runFolder.ts";
import { addressOf, type Resource, type Resources, userFile } from "./resource.ts";

/** A run to look at: its folder, the file of its weights, and the file its data came from where that is still there. */
export interface OpenedRun {
  readonly folder: string;
  readonly weights: string;
  readonly data?: string | undefined;
}

/** The files of a run under `/opened/`, by fixed names: no other file of its folder is served. */
export function openedRun({ folder, weights, data }: OpenedRun): Resources {
  const files = {
    [runFiles.run]: join(folder, runFiles.run),
    [runFiles.weights]: join(folder, weights),
    [runFiles.checkpoint]: join(folder, runFiles.checkpoint),
    [runFiles.link]: join(folder, runFiles.link),
    data,
  };
  const resources = new Map<string, Resource>();
  for (const [name, path] of Object.entries(files))
    if (path !== undefined && existsSync(path)) resources.set(addressOf("opened", name), userFile(path));
  return resources;
}
