import type { Studio } from "../run/studio.svelte.ts";

/** What every panel is given. */
export interface PanelProps {
  readonly studio: Studio;
}
