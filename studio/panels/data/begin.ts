import type { Studio } from "../../run/studio.svelte.ts";
import type { RunSettings } from "../../state/settings.ts";

/** Begins a run on other data and plays it, unless the reader wants no motion; returns whether it could begin. */
export async function begin(studio: Studio, changed: Partial<RunSettings>): Promise<boolean> {
  const works = await studio.restart(changed);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (works && !still && !studio.playing) await studio.play();
  return works;
}

/** Does the last of what is asked, one at a time: what a slider passes through on the way is left out. */
export function latest<T>(work: (value: T) => Promise<unknown>): (value: T) => void {
  let next: { readonly value: T } | undefined;
  let isBusy = false;
  async function go(): Promise<void> {
    isBusy = true;
    while (next) {
      const { value } = next;
      next = undefined;
      await work(value);
    }
    isBusy = false;
  }
  return (value) => {
    next = { value };
    if (!isBusy) void go();
  };
}
