import { builtStudio } from "./builtStudio.ts";
import { datasetFiles } from "./datasetFiles.ts";
import { type OpenedRun, openedRun } from "./openedRun.ts";
import { jsonResource, type Resources } from "./resource.ts";

/** What the studio is started with. */
export interface StudioFiles {
  /** The folder of the built studio. */
  readonly studio: string;
  readonly opened?: OpenedRun | undefined;
  /** The folder to look into for the files of mnist and fashionMnist. */
  readonly dataDir?: string | undefined;
}

/**
 * All that the server of the studio answers with: the studio; the files of an opened run and of data sets that lie on
 * this machine; and as `/served.json` the list of these files, since a browser reports a question for one that is not
 * there as an error.
 *
 * @throws ChainruleError `file` where the studio has not been built, or a folder of data was named that is none
 */
export async function studioResources({ studio, opened, dataDir }: StudioFiles): Promise<Resources> {
  const others = new Map([...(opened ? openedRun(opened) : []), ...(await datasetFiles(dataDir))]);
  return new Map([
    ...(await builtStudio(studio)),
    ...others,
    ["/served.json", jsonResource([...others.keys()])],
  ]);
}
