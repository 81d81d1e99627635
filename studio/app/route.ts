import { kindOf } from "../panels/data/drop.ts";
import { dropped } from "../panels/data/dropped.svelte.ts";
import { bytesOf, openRun } from "../run/openRun.ts";
import { type Studio, sentenceOf } from "../run/studio.svelte.ts";

/** Takes files that were dropped on the page to where they belong: a run, a learner's work, or data. */
export async function route(studio: Studio, files: readonly File[]): Promise<void> {
  const kind = await kindOf(files[0]!);
  if (kind === "work") {
    const { work } = await import("../panels/check/work.svelte.ts");
    studio.settings.panel = "check";
    await work.take(studio, files[0]!);
  } else if (kind === "run") await opened(studio, () => bytesOf(files));
  else {
    studio.settings.panel = "data";
    dropped.files = files;
  }
}

/** Opens a run on the stage, and says what is to be said of it; where it cannot be opened, why. */
export async function opened(
  studio: Studio,
  files: () => Promise<Parameters<typeof openRun>[1]>,
): Promise<void> {
  try {
    studio.remarks = await openRun(studio, await files());
  } catch (error) {
    studio.complaint = sentenceOf(error as Error);
  }
}
