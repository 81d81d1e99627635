import type { Frame, Opened } from "../../bridge/frame.ts";
import { type Curve, copyOf, curve } from "../../run/curve.ts";
import { type Studio, sentenceOf } from "../../run/studio.svelte.ts";
import { writeLink } from "../../state/link.ts";
import { type RunSettings, runOf, type Settings } from "../../state/settings.ts";
import { secondEngine } from "../sweep/second.ts";
import type { Parting } from "./parting.ts";

/** Runs that can be pinned at a time: more lines cannot be told apart. */
export const mostPins = 4;

/** A run at an update. */
export type Shown = Pick<Frame, "steps" | "epoch" | "loss" | "accuracy" | "fresh" | "field">;

/** A run of the stage that was kept, at the update at which it was. */
export class Pin {
  /** Counted from 1. */
  readonly number: number;
  readonly settings: Settings;
  readonly run: RunSettings;
  readonly opened: Opened;
  readonly pinned: Shown;
  /** Empty where it goes by its number. */
  name = $state("");
  course = $state.raw<Curve>() as Curve;
  /** Where it is looked at. */
  shown = $state.raw<Shown>() as Shown;
  /** The library's sentence where it could not be taken there. */
  complaint = $state("");

  constructor(number: number, settings: Settings, opened: Opened, pinned: Shown, course: Curve) {
    this.number = number;
    this.settings = settings;
    this.run = runOf(settings);
    this.opened = opened;
    this.pinned = pinned;
    this.shown = pinned;
    this.course = course;
  }

  /** The text after `#` that opens it, at its update. */
  get link(): string {
    return writeLink({ ...this.settings, step: this.pinned.steps, panel: "" });
  }
}

/** The pinned runs of a studio, and the one that is compared. They stay while other panels are looked at. */
export class Pins {
  readonly #studio: Studio;
  all = $state.raw<readonly Pin[]>([]);
  chosen = $state.raw<Pin>();
  /** Whether the chosen run is shown at the update of the stage. */
  together = $state(false);
  parting = $state.raw<Parting>();
  searching = $state(false);
  /** The library's sentence where the two could not be compared. */
  complaint = $state("");
  #count = 0;
  #wanted: number | undefined;
  #fetching = false;
  #search = 0;

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  /** Keeps the run of the stage as it is now. */
  pin(): void {
    const { opened, frame, course, settings } = this.#studio;
    if (!opened || !frame || this.all.length === mostPins) return;
    const number = ++this.#count;
    const pin = new Pin(number, $state.snapshot(settings) as Settings, opened, frame, copyOf(course));
    this.all = [...this.all, pin];
    this.chosen = pin;
  }

  unpin(pin: Pin): void {
    this.all = this.all.filter((other) => other !== pin);
    if (this.chosen === pin) this.chosen = this.all.at(-1);
  }

  /** Puts a pinned run back on the stage, at its update. */
  async bring(pin: Pin): Promise<void> {
    this.setTogether(false);
    if (await this.#studio.restart(pin.run)) await this.#studio.seek(pin.pinned.steps);
  }

  setTogether(together: boolean): void {
    this.together = together;
    if (!together) for (const pin of this.all) pin.shown = pin.pinned;
  }

  /** Takes the chosen run to an update; one request at a time, and the last wish is met. */
  async follow(step: number): Promise<void> {
    this.#wanted = step;
    if (this.#fetching) return;
    this.#fetching = true;
    try {
      const engine = await secondEngine(this.#studio);
      while (this.#wanted !== undefined && this.chosen) {
        const [pin, to] = [this.chosen, this.#wanted];
        this.#wanted = undefined;
        try {
          const { course, ...shown } = await engine
            .panel("compare")
            .picture(pin.run, pin.opened.cloud.axes, to);
          pin.complaint = "";
          if (this.together) pin.shown = shown;
          if (course.loss.length > pin.course.known) pin.course = courseOf(course);
        } catch (error) {
          pin.complaint = sentenceOf(error as Error);
        }
      }
    } finally {
      this.#fetching = false;
    }
  }

  /** Looks for the first update after which the stage's run and the chosen one differ. */
  async search(stage: RunSettings): Promise<void> {
    const own = ++this.#search;
    const { chosen } = this;
    Object.assign(this, { parting: undefined, complaint: "", searching: chosen !== undefined });
    if (!chosen) return;
    try {
      const engine = await secondEngine(this.#studio);
      const parting = await engine.panel("compare").parting(stage, chosen.run);
      if (own === this.#search) this.parting = parting;
    } catch (error) {
      if (own === this.#search) this.complaint = sentenceOf(error as Error);
    } finally {
      if (own === this.#search) this.searching = false;
    }
  }
}

/** A course from its first epoch on. */
const courseOf = (part: Frame["course"]): Curve => {
  const course = curve();
  course.take(part);
  return course;
};

const known = new WeakMap<Studio, Pins>();

/** The pinned runs of a studio. */
export function pinsOf(studio: Studio): Pins {
  const pins = known.get(studio) ?? new Pins(studio);
  known.set(studio, pins);
  return pins;
}
