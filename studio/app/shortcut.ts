import type { Studio } from "../run/studio.svelte.ts";

/** Where letters are typed, or keys mean something else already. */
const typing = "input:not([type=range]), select, textarea, [contenteditable], [role=application]";

/** K plays and pauses, J and L go one update back and forth, W asks why: the keys of players of films. */
export function shortcut(event: KeyboardEvent, studio: Studio, whyMoved: () => unknown): void {
  if (event.ctrlKey || event.metaKey || event.altKey || !studio.opened) return;
  if ((event.target as Element).closest(typing)) return;
  const acts: Readonly<Record<string, () => unknown>> = {
    k: () => (studio.playing ? studio.pause() : studio.play()),
    l: () => studio.step(),
    j: () => studio.back(),
    w: whyMoved,
  };
  const act = acts[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  void act();
}
