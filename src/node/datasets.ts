import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fail } from "../base/error.ts";
import type { Dataset } from "../data/dataset.ts";
import type { FileDataset } from "../data/fileDataset.ts";
import { datasets, findDataset, makeDataset, needsFiles } from "../data/registry.ts";
import { cacheFolder } from "./cacheFolder.ts";
import { type DownloadOptions, download, sha256Of } from "./download.ts";
import { readFile } from "./readFile.ts";

export interface LoadOptions extends DownloadOptions {
  /** Options of a data set that is drawn. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** A folder of data: the files are looked for in its folder of the data set's name, then in itself. */
  readonly dataDir?: string | undefined;
  /** Where fetched files are kept. Default {@link cacheFolder}. */
  readonly cacheDir?: string;
  /** Whether files that are not found are fetched. Default true. */
  readonly fetch?: boolean;
}

/**
 * A data set by name: drawn, or made from files that are found in `dataDir` (or the folder that the environment
 * variable CHAINRULE_DATA_DIR names), in the cache, or fetched into the cache from the public mirrors and checked.
 *
 * @throws ChainruleError `usage` for an unknown name or option; `file` where files are missing and cannot be
 *   fetched; `data` for a damaged file
 *
 * @example
 * const moons = await loadDataset("moons", { options: { samples: 100 } });
 * moons.x.shape; // [100, 2]
 */
export async function loadDataset(name: string, options: LoadOptions = {}): Promise<Dataset> {
  const entry = findDataset(name);
  if (!needsFiles(entry)) return makeDataset(entry.name, options.options);
  if (Object.keys(options.options ?? {}).length > 0)
    fail("usage", {
      who: entry.name,
      expected: "no options",
      got: Object.keys(options.options!).join(", "),
    });
  const paths = (await findFiles(entry, options)) ?? (await fetchFiles(entry, options));
  const files = new Map<string, Uint8Array>();
  for (const [file, path] of paths) files.set(file, await readFile(path));
  return entry.fromFiles(files);
}

/**
 * Where the files of a data set lie on this machine, by their published names: in the folder of data, else in the
 * cache; undefined where they would have to be fetched.
 *
 * @throws ChainruleError `usage` for an unknown name; `file` for a folder of data that is none, or lacks some of them
 */
export async function localFiles(
  name: string,
  options: Pick<LoadOptions, "dataDir" | "cacheDir"> = {},
): Promise<Paths | undefined> {
  const entry = findDataset(name);
  if (!needsFiles(entry)) return undefined;
  const found = await findFiles(entry, options);
  if (found) return found;
  const cache = options.cacheDir ?? cacheFolder();
  if (cache === undefined) return undefined;
  const { paths, missing } = await lookInto(join(cache, entry.folder), entry);
  return missing.length === 0 ? paths : undefined;
}

/** Where each file lies, by its published name. */
type Paths = ReadonlyMap<string, string>;

async function findFiles(entry: FileDataset, options: LoadOptions): Promise<Paths | undefined> {
  const dataDir = options.dataDir ?? process.env.CHAINRULE_DATA_DIR;
  if (!dataDir) return undefined;
  if (!(await isFolder(dataDir)))
    fail("file", { who: "data folder", expected: "a folder", got: `"${dataDir}", which is none` });
  for (const folder of [join(dataDir, entry.folder), dataDir]) {
    const { paths, missing } = await lookInto(folder, entry);
    if (paths.size === 0 || (folder === dataDir && (await isAnothers(paths, entry)))) continue;
    if (missing.length > 0)
      fail("file", {
        who: `dataset "${entry.name}"`,
        expected: `${entry.files.length} files in ${folder}`,
        got: `a folder without ${missing.join(", ")}`,
      });
    return paths;
  }
  return undefined;
}

/** The files of a data set in a folder, gzipped as they are published or unpacked. */
async function lookInto(
  folder: string,
  { files }: FileDataset,
): Promise<{ paths: Paths; missing: string[] }> {
  const there = new Set(await readdir(folder).catch(() => []));
  const paths = new Map<string, string>();
  const missing: string[] = [];
  for (const { name } of files) {
    const found = [name, name.replace(/\.gz$/, "")].find((candidate) => there.has(candidate));
    if (found) paths.set(name, join(folder, found));
    else missing.push(name);
  }
  return { paths, missing };
}

/** Whether files, whose names several data sets share, are those that another one publishes. */
async function isAnothers(paths: Paths, entry: FileDataset): Promise<boolean> {
  const others = [...datasets.values()].filter(needsFiles).filter(({ name }) => name !== entry.name);
  const published = new Set(others.flatMap(({ files }) => files.map(({ sha256 }) => sha256)));
  for (const path of paths.values()) if (published.has(await sha256Of(path))) return true;
  return false;
}

async function fetchFiles(entry: FileDataset, options: LoadOptions): Promise<Paths> {
  const who = `dataset "${entry.name}"`;
  const cache = options.cacheDir ?? cacheFolder();
  if (cache === undefined)
    fail("file", {
      who,
      expected: "a folder to keep its files in",
      got: "a user without home folder",
      fix: "Set XDG_CACHE_HOME to a folder.",
    });
  const folder = join(cache, entry.folder);
  const paths = new Map(entry.files.map(({ name }) => [name, join(folder, name)]));
  const fix = `Or put its ${entry.files.length} files into a folder ${entry.folder}, and name the folder above it as data folder.`;
  for (const { name, sha256 } of entry.files) {
    const path = paths.get(name)!;
    if ((await sha256Of(path).catch(() => undefined)) === sha256) continue;
    if (options.fetch === false)
      fail("file", { who, expected: `${name} in ${folder}, as fetching is off`, got: "none", fix });
    await download({ urls: entry.mirrors.map((mirror) => mirror + name), sha256, who, fix }, path, options);
  }
  return paths;
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
