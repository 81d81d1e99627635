import { join } from "node:path";
import { fail } from "../../base/error.ts";
import { writeFileAtomic } from "../../node/files.ts";
import { readRun } from "../../node/runFolder.ts";
import { openBrowser } from "../../node/studio/browser.ts";
import { offlineStudio } from "../../node/studio/builtStudio.ts";
import type { OpenedRun } from "../../node/studio/openedRun.ts";
import { studioResources } from "../../node/studio/resources.ts";
import { serve } from "../../node/studio/server.ts";
import { type Io, interruptOf, pathIn, say } from "../io.ts";
import type { studioOptions } from "../options/studio.ts";
import { countOption } from "../optionValues.ts";
import { packageFolder } from "../packageFolder.ts";
import type { Given } from "../spec.ts";
import { runFolderOf, sourceFrom } from "../whereabouts.ts";

type StudioGiven = Given<typeof studioOptions>;

/** Where the build puts the studio, unless the environment names another folder. */
const studioFolder = (): string =>
  process.env.CHAINRULE_STUDIO_DIR || join(packageFolder(), "dist", "studio");

/** Serves the studio until it is interrupted. */
export async function studio(io: Io, [name]: readonly string[], given: StudioGiven): Promise<number> {
  if (given.offline !== undefined) return writeOffline(io, given.offline, name);
  const port = countOption("--port", given.port, { from: 1, to: 65535 });
  const run = name === undefined ? undefined : await runToOpen(io, name);
  const named = given.dataDir === undefined ? undefined : pathIn(io, given.dataDir);
  const resources = await studioResources({
    studio: studioFolder(),
    opened: run?.opened,
    dataDir: named ?? run?.dataDir,
  });
  const server = await serve(resources, port);
  const address = run ? `${server.address}?opened` : server.address;
  say(io.stdout, `The studio is at ${address} (Ctrl-C ends it)`);
  if (io.stdout.isTTY && given.open !== false) openBrowser(address);
  await interruptOf(io);
  await server.close();
  return 0;
}

/** A run with what of its data is still there; without it the studio shows the network all the same. */
async function runToOpen(
  io: Io,
  name: string,
): Promise<{ readonly opened: OpenedRun; readonly dataDir?: string | undefined }> {
  const path = pathIn(io, name);
  const { run } = await readRun(path);
  const folder = runFolderOf(path);
  const opened = { folder, weights: run.weights.file };
  const { source } = run.data;
  const found = sourceFrom(io, folder, source);
  if (found?.kind === "dataset") return { opened, dataDir: found.dataDir };
  if (found && found.path !== "-") return { opened: { ...opened, data: found.path } };
  const why = found ? "came on the standard input" : "is no longer where it was";
  say(io.stderr, `The data of ${name} ${why}: the studio opens the run without it.`);
  return { opened };
}

async function writeOffline(io: Io, file: string, run: string | undefined): Promise<number> {
  if (run !== undefined)
    fail("usage", {
      who: "--offline",
      expected: "no run folder beside it",
      got: `"${run}"`,
      fix: "Leave one of the two out.",
    });
  await writeFileAtomic(pathIn(io, file), await offlineStudio(studioFolder()));
  say(io.stdout, `Written to ${file}`);
  return 0;
}
