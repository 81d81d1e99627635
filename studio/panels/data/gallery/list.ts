import type { Dataset } from "../../../../src/data/dataset.ts";
import type { OptionSpecs } from "../../../../src/data/options.ts";
import { datasets, makeDataset, needsFiles } from "../../../../src/data/registry.ts";
import { requireDrawable } from "../../../engine/limits.ts";
import type { Outputs } from "../../../state/fitting.ts";

/** A small picture of a data set: its points along two inputs, or along the input and the target. */
export interface Picture {
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** The class of each point; 0 for a regression. */
  readonly label: Uint8Array;
}

/** A data set that is drawn, as the gallery shows it. */
export interface GalleryEntry {
  readonly name: string;
  readonly about: string;
  readonly options: OptionSpecs;
  readonly picture: Picture;
}

/** What must be known of a data set before a network learns from it. */
export interface Drawn {
  readonly outputs: Outputs;
  readonly features: number;
}

/** Points of a small picture. */
const shown = 240;

export const galleryEntries = (): GalleryEntry[] =>
  [...datasets.values()].flatMap((entry): GalleryEntry[] => {
    if (needsFiles(entry)) return [];
    const { name, about, options } = entry;
    const samples = options.samples && Math.min(shown, options.samples.default);
    return [{ name, about, options, picture: pictureOf(entry(samples === undefined ? {} : { samples })) }];
  });

/** @throws ChainruleError `usage` for an unknown data set or option, and a value out of range */
export function drawn(data: string, options: Readonly<Record<string, number>>): Drawn {
  requireDrawable(data, options);
  const dataset = makeDataset(data, options);
  return { outputs: outputsOf(dataset), features: dataset.features.length };
}

export const outputsOf = ({ task, classes, targets }: Dataset): Outputs => ({
  task,
  count: classes?.length ?? targets.length,
});

function pictureOf({ x, y, task }: Dataset): Picture {
  const [m, n] = x.shape as [number, number];
  const column = (values: ArrayLike<number>, width: number, c: number): Float32Array =>
    Float32Array.from({ length: m }, (_, i) => values[i * width + c]!);
  const isPlane = n > 1;
  return {
    x: column(x.data, n, 0),
    y: isPlane ? column(x.data, n, 1) : column(y.data, y.shape[1]!, 0),
    label: Uint8Array.from({ length: m }, (_, i) => (task === "regression" ? 0 : y.data[i]!)),
  };
}
