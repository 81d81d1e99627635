import { materialOf } from "../../engine/material.ts";
import { type Session, sessionOf } from "../../engine/session.ts";
import { writeLink } from "../../state/link.ts";
import { initialSettings, type RunSettings, runOf } from "../../state/settings.ts";
import { type Taken, type Thing, take, type Wish } from "./engine.ts";

/** A run taken to a step, and what is taken along from it, for tests. */
export function begun(changed: Partial<RunSettings> = {}, steps = 0) {
  const settings = { ...runOf(initialSettings()), ...changed };
  const session: Session = sessionOf(settings, materialOf(settings));
  session.seek(steps);
  const stage = { session: () => session };
  const link = () => writeLink({ ...initialSettings(), ...settings, step: session.steps() });
  const wish = (): Wish => ({
    language: "en",
    theme: "light",
    axes: [0, 1],
    convention: "rows",
    example: 0,
    link: link(),
  });
  return {
    session,
    stage,
    taken: (thing: Thing, other: Partial<Wish> = {}): Promise<Taken> =>
      take(stage, thing, { ...wish(), ...other }),
    text: async (thing: Thing, other: Partial<Wish> = {}): Promise<string> =>
      String((await take(stage, thing, { ...wish(), ...other })).content),
  };
}
