import type { TypedArray } from "../../../src/base/dtype.ts";
import type { Judged } from "../../../src/train/evaluate.ts";
import type { Plan } from "../../../src/train/plan.ts";
import { copyOf } from "../../../src/train/state.ts";
import type { Material } from "../../engine/parts.ts";
import { sessionOf } from "../../engine/session.ts";
import type { RunSettings } from "../../state/settings.ts";

/** How a run stands at an epoch: as `fit` recorded it, and judged on examples it has not seen. */
export interface Score {
  readonly training: Judged;
  readonly fresh?: Judged;
}

/** Updates are taken in pieces of about so many milliseconds, between which the clock is looked at. */
const piece = 2;

/** A run that is taken from mark to mark. */
export interface Trainer {
  readonly plan: Plan;
  /** Updates between here and an epoch. */
  left(epoch: number): number;
  /** Trains towards an epoch for about so many milliseconds; whether it is there. */
  toward(epoch: number, ms: number): boolean;
  score(): Score;
  weights(): ReadonlyMap<string, TypedArray>;
  release(): void;
}

/** @throws ChainruleError as `fit` does */
export function trainerOf(settings: RunSettings, material: Material): Trainer {
  const session = sessionOf(settings, material);
  /** Updates in a piece. */
  let chunk = 1;
  let ended = false;
  const left = (epoch: number): number =>
    ended ? 0 : Math.max(0, epoch * session.stepsAnEpoch - session.steps());

  return {
    plan: session.plan(),
    left,
    toward(epoch, ms) {
      const start = performance.now();
      let now = start;
      while (left(epoch) > 0 && now - start < ms) {
        const most = Math.min(chunk, left(epoch));
        // An optimizer that has found the minimum takes no more.
        ended = session.advance(most) < most;
        const took = Math.max(performance.now() - now, 0.01);
        now += took;
        if (most === chunk) chunk = Math.max(1, Math.min(2 * chunk, Math.floor((most * piece) / took)));
      }
      return left(epoch) === 0;
    },
    score() {
      const { loss, accuracy } = session.course.at(session.epoch() - 1);
      const fresh = session.fresh();
      return {
        training: { loss, ...(accuracy !== undefined && { accuracy }) },
        ...(fresh && { fresh }),
      };
    },
    weights: () => copyOf(session.arrays()),
    release: session.release,
  };
}
