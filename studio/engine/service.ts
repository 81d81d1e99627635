import type { Frame, FrameWish, Opened } from "../bridge/frame.ts";
import type { Change } from "../state/changes.ts";
import type { RunSettings } from "../state/settings.ts";
import { catalogue } from "./catalogue.ts";
import { type Camera, cameraOf } from "./frame.ts";
import { materialOf } from "./material.ts";
import { openedOf } from "./opened.ts";
import { playerOf } from "./player.ts";
import { type Session, sessionOf } from "./session.ts";

/** What a page may ask of its engine about the run on the stage. */
export type StageMethods = ReturnType<typeof stageOf>;

/** The run on the stage: it is opened, played, paused, taken back, changed, pictured. */
export function stageOf(fail: (who: string) => never) {
  let session: Session | undefined;
  let camera: Camera | undefined;
  let fault: string | undefined;
  const player = playerOf(
    (most) => required().advance(most),
    (error) => {
      fault = error instanceof Error ? error.message : undefined;
    },
  );
  const required = (): Session => session ?? fail("studio");

  return {
    /** The session, for what other panels compute from it. */
    session: required,
    methods: {
      catalogue,
      /** Begins a run, and takes it to `step`. The one before stays where this one cannot begin. */
      open(settings: RunSettings, axes: readonly number[], step = 0): Opened {
        const next = sessionOf(settings, materialOf(settings));
        player.pause();
        session?.release();
        session = next;
        fault = undefined;
        if (step > 0) session.seek(step);
        const opened = openedOf(session, axes);
        camera = cameraOf(session, opened);
        return opened;
      },
      play: (speed: number): void => player.play(speed),
      pause: (): void => player.pause(),
      /** Takes one update; returns the updates done. */
      step(): number {
        player.pause();
        required().advance(1);
        return required().steps();
      },
      seek(step: number): number {
        player.pause();
        fault = undefined;
        required().seek(step);
        return required().steps();
      },
      /** Changes the run from here on; returns all changes. */
      change(change: Change): readonly Change[] {
        fault = undefined;
        required().change(change);
        camera!.rewritten();
        return required().changes();
      },
      /** Holds an input that is not drawn at a value, until another run is opened. */
      hold: (feature: number, value: number): void => (camera ?? fail("studio")).hold(feature, value),
      frame(wish: FrameWish): Frame {
        return {
          ...(camera ?? fail("studio")).take(wish, player.playing),
          playing: player.playing,
          rate: player.rate,
          ...(fault !== undefined && { fault }),
        };
      },
    },
  };
}
