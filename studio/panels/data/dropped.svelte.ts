import type { RunSettings } from "../../state/settings.ts";

/** What waits for the data panel, which takes it, also when it opens only then. */
interface Waiting {
  /** Files that were dropped on the page. */
  files: readonly File[];
  /** A run on pictures whose files are not there yet: it begins when they are. */
  run: Partial<RunSettings> | undefined;
}

export const dropped = $state<Waiting>({ files: [], run: undefined });
