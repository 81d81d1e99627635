import type { Studio } from "../../run/studio.svelte.ts";
import type { Element } from "../light.svelte.ts";

/**
 * A weight under change. The run stands still meanwhile, so that all its values belong to the same update and the last
 * one counts; it goes on when the change is done.
 */
export class Editing {
  readonly #studio: Studio;
  #held: Promise<void> | undefined;
  #goesOn = false;
  #next: { readonly element: Element; readonly value: number } | undefined;
  #sending: Promise<void> | undefined;

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  /** Holds the run; done before the first change. */
  hold(): void {
    if (this.#held) return;
    this.#goesOn = this.#studio.playing;
    this.#held = this.#goesOn ? this.#studio.pause() : Promise.resolve();
  }

  /** Gives the weight a value. While one is on its way only the newest of those that follow is sent. */
  set(element: Element, value: number): void {
    if (!Number.isFinite(value)) return;
    this.hold();
    this.#next = { element, value };
    this.#sending ??= this.#send();
  }

  /** Lets the run go on, once the last value has arrived. */
  async release(): Promise<void> {
    await this.#sending;
    await this.#held;
    const goesOn = this.#held !== undefined && this.#goesOn;
    this.#held = undefined;
    if (goesOn) await this.#studio.play();
  }

  async #send(): Promise<void> {
    await this.#held;
    while (this.#next) {
      const { element, value } = this.#next;
      this.#next = undefined;
      await this.#studio.change({ kind: "weight", name: element.name, place: element.place, value });
    }
    this.#sending = undefined;
  }
}

/** How far a slider for a weight goes to either side. */
export const reachOf = (value: number): number => Math.max(1, 2 ** Math.ceil(Math.log2(2 * Math.abs(value))));
