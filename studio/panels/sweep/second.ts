import { type Client, connect } from "../../bridge/client.ts";
import { startWorker } from "../../bridge/startWorker.ts";
import type { Studio } from "../../run/studio.svelte.ts";

let started: Promise<Client> | undefined;
const known: string[] = [];

/** An engine beside the stage's, so that the run on the stage goes on while it works; it knows the stage's files. */
export async function secondEngine(studio: Studio): Promise<Client> {
  started ??= connect(startWorker);
  const second = await started;
  const files = await studio.client.panel("sweep").handOver(known);
  if (files) {
    await second.panel("sweep").takeOver(files);
    known.push(files.key);
  }
  return second;
}
