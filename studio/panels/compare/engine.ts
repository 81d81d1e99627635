import { nextTurn } from "../../../src/base/nextTurn.ts";
import type { Frame, Opened } from "../../bridge/frame.ts";
import { type Camera, cameraOf } from "../../engine/frame.ts";
import { materialOf } from "../../engine/material.ts";
import { openedOf } from "../../engine/opened.ts";
import { type Session, sessionOf } from "../../engine/session.ts";
import type { Stage } from "../../engine/stage.ts";
import type { RunSettings } from "../../state/settings.ts";
import { type Parting, partingOf } from "./parting.ts";

/** Points a side of the field, as on the stage. */
const resolution = 100;

/** Runs that are kept ready for pictures. */
const most = 4;

/** A run as it is after so many updates. */
export type Picture = Pick<Frame, "steps" | "epoch" | "loss" | "accuracy" | "fresh" | "field"> & {
  readonly opened: Opened;
  /** All epochs known by now, also those ahead of a run that was taken back. */
  readonly course: Frame["course"];
};

interface Kept {
  readonly session: Session;
  readonly opened: Opened;
  readonly camera: Camera;
}

const kept = new Map<string, Kept>();
let searches = 0;

function keptRun(settings: RunSettings, axes: readonly number[]): Kept {
  const key = JSON.stringify([settings, axes]);
  const known = kept.get(key) ?? opened(settings, axes);
  kept.delete(key);
  kept.set(key, known);
  const [oldest] = kept.keys();
  if (kept.size > most) {
    kept.get(oldest!)!.session.release();
    kept.delete(oldest!);
  }
  return known;
}

function opened(settings: RunSettings, axes: readonly number[]): Kept {
  const session = sessionOf(settings, materialOf(settings));
  const opened = openedOf(session, axes);
  return { session, opened, camera: cameraOf(session, opened) };
}

/**
 * The run of the settings after so many updates, replayed.
 *
 * @throws ChainruleError where it cannot come so far
 */
export function picture(
  _stage: Stage,
  settings: RunSettings,
  axes: readonly number[],
  step: number,
): Picture {
  const { session, opened, camera } = keptRun(settings, axes);
  session.seek(step);
  const { steps, epoch, loss, accuracy, fresh, field, course } = camera.take({
    generation: -1,
    known: 0,
    resolution,
  });
  return {
    opened,
    steps,
    epoch,
    loss,
    course,
    ...(accuracy !== undefined && { accuracy }),
    ...(fresh && { fresh }),
    ...(field && { field: { ...field, layers: [] } }),
  };
}

/**
 * The first update after which two runs differ; undefined where another search was begun meanwhile.
 *
 * @throws ChainruleError for settings that cannot run
 */
export async function parting(_stage: Stage, a: RunSettings, b: RunSettings): Promise<Parting | undefined> {
  const own = ++searches;
  const first = sessionOf(a, materialOf(a));
  try {
    const second = sessionOf(b, materialOf(b));
    try {
      return await partingOf(first, second, async () => {
        await nextTurn();
        return own === searches;
      });
    } finally {
      second.release();
    }
  } finally {
    first.release();
  }
}
