import { dropped } from "../../panels/data/dropped.svelte.ts";
import type { Studio } from "../../run/studio.svelte.ts";
import { fittingRun } from "../../state/fitting.ts";
import { type Preset, runOfPreset } from "../../state/presets.ts";

/** Begins a run on drawn data; what does not fit it, the last layer first of all, is changed along. */
export async function drawnAs(
  studio: Studio,
  data: string,
  options: Readonly<Record<string, number>> = {},
): Promise<boolean> {
  const facts = await studio.client
    .panel("data")
    .facts(data, options)
    .catch(() => undefined);
  // A value that may not be is left to the run, whose complaint stands in its place.
  const fitted = facts ? fittingRun(studio.settings, facts.outputs) : {};
  return studio.restart({ ...fitted, data, options, source: "" });
}

/** What a preset before may have chosen to look at is not what this one shows. */
const usualView = { subject: "run", example: "", operation: "", convention: "rows" } as const;

/** Begins the run of a preset, and looks at it as is best. */
export async function beginPreset(studio: Studio, preset: Preset): Promise<void> {
  const works = await studio.restart(runOfPreset(preset));
  dropped.run = !works && preset.view?.panel === "data" ? preset.run : undefined;
  if (works || dropped.run) Object.assign(studio.settings, usualView, preset.view);
}
