import { fail } from "../../../src/base/error.ts";
import { nextTurn } from "../../../src/base/nextTurn.ts";
import { planRun } from "../../../src/train/plan.ts";
import type { Opened } from "../../bridge/frame.ts";
import { fieldMaker } from "../../engine/frame.ts";
import { materialOf } from "../../engine/material.ts";
import { openedOf } from "../../engine/opened.ts";
import type { Material } from "../../engine/parts.ts";
import { sessionOf } from "../../engine/session.ts";
import { fitOptions, networkOf } from "../../engine/setup.ts";
import type { Stage } from "../../engine/stage.ts";
import type { RunSettings } from "../../state/settings.ts";
import { marksOf } from "./marks.ts";
import { type Sweeping, sweepingOf, type Turn } from "./sweeping.ts";

export { handOver, takeOver } from "./handOver.ts";

/** More runs than this are a slip, not a sweep. */
const mostRuns = 200;

/** Points a side of the small pictures. */
const resolution = 48;

/** A sweep that was begun. */
export interface Begun {
  /** What all its pictures share: data, window. */
  readonly opened: Opened;
  /** Epochs at which the runs are looked at. */
  readonly marks: readonly number[];
}

let current: { readonly sweeping: Sweeping; readonly field: Pictures } | undefined;
type Pictures = (run: number, mark: number) => Float32Array | undefined;

/**
 * Begins a sweep in place of the one before.
 *
 * @param groups runs that go side by side; one group after the other
 * @throws ChainruleError for settings that cannot run, before anything is computed
 */
export function begin(
  _stage: Stage,
  groups: readonly (readonly RunSettings[])[],
  axes: readonly number[],
): Begun {
  const runs = groups.flat();
  if (runs.length === 0 || runs.length > mostRuns)
    fail("usage", { who: "sweep", expected: `1 to ${mostRuns} runs`, got: String(runs.length) });
  const material = materialOf(runs[0]!);
  const { x, y } = material.training;
  for (const settings of runs) planRun(networkOf(settings, x.shape[1]!), x, y, fitOptions(settings));
  const first = sessionOf(runs[0]!, material);
  const opened = openedOf(first, axes);
  first.release();
  const marks = marksOf(runs[0]!.epochs);
  current?.sweeping.release();
  const sweeping = sweepingOf(groups, marks, material, opened.cloud.plane);
  current = { sweeping, field: picturesOf(sweeping, material, opened, groups[0]!.length) };
  return { opened, marks };
}

/** A program is made once for a value: the runs of all its seeds have the same network. */
function picturesOf(sweeping: Sweeping, material: Material, { cloud }: Opened, values: number): Pictures {
  const makers = Array.from({ length: values }, () => fieldMaker(material, cloud));
  return (run, mark) => {
    const weights = sweeping.weights(run, mark);
    const plan = sweeping.plan(run % values);
    return weights && plan && makers[run % values]!(plan, weights, resolution).output;
  };
}

const required = () =>
  current ?? fail("usage", { who: "sweep", expected: "one that was begun", got: "none" });

/** Trains for about so many milliseconds, and tells what came of it. */
export async function advance(_stage: Stage, ms: number): Promise<Turn> {
  const turn = required().sweeping.advance(ms);
  await nextTurn();
  return turn;
}

/** The outputs over the window, 48 points a side, of runs at a mark; undefined for one that is not there yet. */
export const fields = (_stage: Stage, runs: readonly number[], mark: number): (Float32Array | undefined)[] =>
  runs.map((run) => required().field(run, mark));
