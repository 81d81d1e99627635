import type { Frame, FrameWish, Opened } from "../bridge/frame.ts";
import type { Change } from "../state/changes.ts";
import type { RunSettings } from "../state/settings.ts";
import { catalogue } from "./catalogue.ts";
import { type Camera, cameraOf } from "./frame.ts";
import { journeyOf } from "./journey.ts";
import { materialOf } from "./material.ts";
import { openedOf } from "./opened.ts";
import { playerOf } from "./player.ts";
import { type Session, sessionOf } from "./session.ts";

/**
 * The run on the stage: it is opened, played, paused, taken back, changed, pictured.
 */
export function stageOf(fail: (who: string) => never) {
  let session: Session | undefined;
  let camera: Camera | undefined;
  let fault: string | undefined;
  const journey = journeyOf();
  const player = playerOf(
    (most) => required().advance(most),
    (error) => {
      fault = error instanceof Error ? error.message : undefined;
    },
  );
  const required = (): Session => session ?? fail("studio");

  function stop(): void {
    journey.stop();
    player.pause();
  }

  return {
    /** The session, for what other panels compute from it. */
    session: required,
    methods: {
      catalogue,
      /** Begins a run. The one before stays where this one cannot begin. */
      open(settings: RunSettings, axes: readonly number[]): Opened {
        const next = sessionOf(settings, materialOf(settings));
        const opened = openedOf(next, axes);
        const pictures = cameraOf(next, opened);
        stop();
        session?.release();
        session = next;
        camera = pictures;
        fault = undefined;
        return opened;
      },
      play(speed: number): void {
        journey.stop();
        player.play(speed);
      },
      pause: stop,
      /** Takes one update; returns the updates done. */
      step(): number {
        stop();
        required().advance(1);
        return required().steps();
      },
      /** Goes to a step, unless it is told something else on the way; returns the updates done. */
      async seek(step: number): Promise<number> {
        player.pause();
        fault = undefined;
        await journey.to(required(), step);
        return required().steps();
      },
      /** Changes the run from here on; returns all changes. */
      change(change: Change): readonly Change[] {
        journey.stop();
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
