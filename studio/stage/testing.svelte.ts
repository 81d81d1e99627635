import type { Said } from "../../src/explain/language/sentences.ts";
import type { Frame, Opened } from "../bridge/frame.ts";
import { catalogue } from "../engine/catalogue.ts";
import { cameraOf } from "../engine/frame.ts";
import { materialOf } from "../engine/material.ts";
import { openedOf } from "../engine/opened.ts";
import { sessionOf } from "../engine/session.ts";
import type { Studio } from "../run/studio.svelte.ts";
import { initialSettings, runOf, type Settings } from "../state/settings.ts";

/** For tests of the stage's parts: what was asked of the studio, in order. */
export type Asked = [what: string, value: unknown][];

export interface OnStage {
  readonly settings: Settings;
  readonly opened: Opened;
  readonly frame: Frame;
}

/** A real run, opened and pictured without a worker. */
export function runOnStage(changed: Partial<Settings> = {}): OnStage {
  const settings = { ...initialSettings(), ...changed };
  const session = sessionOf(runOf(settings), materialOf(settings));
  session.seek(settings.step);
  const opened = openedOf(session, [0, 1]);
  const taken = cameraOf(session, opened).take({ generation: 0, known: 0, resolution: 100 });
  return { settings, opened, frame: { ...taken, playing: false, rate: 0 } };
}

/** A studio that stands still and writes down what is asked of it. */
export function fakeStudio({ settings, opened, frame }: OnStage): {
  readonly studio: Studio;
  readonly asked: Asked;
} {
  const asked: Asked = [];
  const note =
    (what: string) =>
    async (value: unknown): Promise<boolean> => {
      asked.push([what, $state.snapshot(value)]);
      return true;
    };
  const held = $state({ ...settings });
  let pendingRate = $state<string>();
  const studio = {
    settings: held,
    get pendingRate() {
      return pendingRate;
    },
    set pendingRate(rate: string | undefined) {
      pendingRate = rate;
    },
    rate: settings.rate,
    goesOn: frame.steps > 0 && !frame.ended,
    takeRate: async () => {
      const rate = pendingRate;
      pendingRate = undefined;
      return note("takeRate")(rate);
    },
    opened,
    frame,
    calm: frame,
    playing: false,
    complaint: "",
    say: (said: Said) => said[held.language],
    change: note("change"),
    restart: note("restart"),
    remember: () => void asked.push(["remember", undefined]),
    client: { ask: async () => catalogue(), panel: () => ({ facts: async () => undefined }) },
  };
  return { studio: studio as unknown as Studio, asked };
}
