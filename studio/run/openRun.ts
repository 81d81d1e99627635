import type { Said } from "../../src/explain/language/sentences.ts";
import { words } from "../engine/opening/words.ts";
import type { NamedBytes } from "../engine/openRun.ts";
import type { Settings } from "../state/settings.ts";
import type { Studio } from "./studio.svelte.ts";

/** The files that a person chose or dropped. */
export const bytesOf = (files: Iterable<File>): Promise<NamedBytes[]> =>
  Promise.all(
    [...files].map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );

/** The files of the run that the server was started with; none where it was started without. */
export async function servedRun(): Promise<NamedBytes[]> {
  const served = (await (await fetch("/served.json")).json()) as readonly string[];
  const paths = served.filter((path) => path.startsWith("/opened/"));
  return Promise.all(
    paths.map(async (path) => {
      const response = await fetch(path);
      const named = response.headers.get("x-file-name");
      const name = named === null ? path.slice("/opened/".length) : decodeURIComponent(named);
      return { name, bytes: new Uint8Array(await response.arrayBuffer()) };
    }),
  );
}

/**
 * Opens a run from its files on the stage, at its last update, and says whether the replayed weights have the bits of
 * those that came with it. Where it cannot be opened, everything stays as it was.
 *
 * @throws Complaint with the library's sentence
 */
export async function openRun(studio: Studio, files: readonly NamedBytes[]): Promise<Said[]> {
  const engine = studio.client.panel("export");
  const { settings, step, sha, notes } = await engine.readRun(files);
  const before: Settings = { ...studio.settings };
  Object.assign(studio.settings, settings, { step });
  if (!(await studio.open({ play: false }))) {
    Object.assign(studio.settings, before);
    return [];
  }
  if (sha === undefined) return [...notes];
  const same = await engine.openedBits(sha);
  const at = { step: step.toLocaleString("en-US") };
  return [same ? words.sameBits(at) : words.otherBits(at), ...notes];
}
