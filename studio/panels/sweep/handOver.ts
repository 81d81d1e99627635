import { NDArray } from "../../../src/array/ndarray.ts";
import type { Examples } from "../../../src/data/dataset.ts";
import { keepFiled } from "../../engine/files.ts";
import type { Material } from "../../engine/material.ts";
import type { Stage } from "../../engine/methods.ts";

/** Data that came in files: no other engine can make it again, so it is handed over. */
export interface HandedOver {
  readonly key: string;
  /** As it crosses between threads: arrays have lost their methods. */
  readonly material: Material;
}

/** What another engine needs for runs of the stage's data; nothing where it can draw the data itself. */
export function handOver(stage: Stage): HandedOver | undefined {
  const { settings, material } = stage.session();
  if (settings.data === "points") return undefined;
  if (settings.data === "file") return { key: settings.source, material };
  return material.freshSeed === undefined ? { key: settings.data, material } : undefined;
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
