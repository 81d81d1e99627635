import { NDArray } from "../../../src/array/ndarray.ts";
import type { Examples } from "../../../src/data/dataset.ts";
import { keepFiled } from "../../engine/files.ts";
import type { Material } from "../../engine/parts.ts";
import type { Stage } from "../../engine/stage.ts";

/** Data that came in files: no other engine can make it again, so it is handed over. */
export interface HandedOver {
  readonly key: string;
  /** As it crosses between threads: arrays have lost their methods. */
  readonly material: Material;
}

/**
 * What another engine needs for runs of the stage's data; nothing where it can draw the data itself.
 *
 * @param known keys of what it has already
 */
export function handOver(stage: Stage, known: readonly string[] = []): HandedOver | undefined {
  const { settings, material } = stage.session();
  if (settings.data === "points" || material.freshSeed !== undefined) return undefined;
  const key = settings.data === "file" ? settings.source : settings.data;
  return known.includes(key) ? undefined : { key, material };
}

const revived = ({ data, shape, dtype }: NDArray): NDArray => new NDArray(data, shape, dtype);
const examplesOf = <E extends Examples>(examples: E): E => ({
  ...examples,
  x: revived(examples.x),
  y: revived(examples.y),
});

/** Keeps what was handed over, for runs of this engine. */
export function takeOver(_stage: Stage, { key, material }: HandedOver): void {
  const { training, fresh } = material;
  const { test } = training;
  keepFiled(key, {
    ...material,
    training: { ...examplesOf(training), ...(test && { test: examplesOf(test) }) },
    ...(fresh && { fresh: examplesOf(fresh) }),
  });
}
