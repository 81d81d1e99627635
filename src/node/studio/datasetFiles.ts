import { datasets, needsFiles } from "../../data/registry.ts";
import { localFiles } from "../datasets.ts";
import { addressOf, type Resource, type Resources, userFile } from "./resource.ts";

/**
 * The files of mnist and fashionMnist that lie on this machine, as `/data/<data set>/<published name>`: in a folder of
 * data or in the cache, gzipped or not. Nothing is fetched.
 *
 * @throws ChainruleError `file` where a folder was named that is none, or that lacks some of a data set's files
 */
export async function datasetFiles(dataDir?: string): Promise<Resources> {
  const resources = new Map<string, Resource>();
  for (const { name } of [...datasets.values()].filter(needsFiles)) {
    const paths = await found(name, dataDir);
    for (const [file, path] of paths ?? []) resources.set(addressOf("data", name, file), userFile(path));
  }
  return resources;
}

/** A folder that was not named now, but is set for this machine, must not keep the studio from starting. */
const found = (name: string, dataDir: string | undefined) =>
  localFiles(name, dataDir === undefined ? {} : { dataDir }).catch((error) => {
    if (dataDir !== undefined) throw error;
    return undefined;
  });
