import { type Studio, sentenceOf } from "../../run/studio.svelte.ts";
import type { CheckView, LearnersNetwork } from "./view.ts";

/** A learner's work and what was found in it; it stays while other panels are looked at. */
class Work {
  /** The file that was checked last, and could be read. */
  name = $state("");
  view = $state.raw<CheckView>();
  /** The library's sentence about the file that was handed in last. */
  complaint = $state("");
  busy = $state(false);
  network = $state<LearnersNetwork>({ layers: "", loss: "", optimizer: "", names: "" });
  bytes = $state.raw<Uint8Array<ArrayBuffer>>();
  #turn = 0;

  /** Checks a file; where it is wrong, the result before stays. */
  async check(studio: Studio, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const own = ++this.#turn;
    this.busy = true;
    const { language } = studio.settings;
    const network = $state.snapshot(this.network) as LearnersNetwork;
    try {
      const view = await studio.client.panel("check").judge({ name, bytes, network, language });
      if (own !== this.#turn) return;
      this.view = view;
      this.name = name;
      this.bytes = bytes;
      this.complaint = "";
    } catch (error) {
      if (own !== this.#turn) return;
      this.complaint = sentenceOf(error as Error);
      // Of a network that is gone, the result before says nothing.
      if (bytes === this.bytes) this.view = undefined;
    } finally {
      if (own === this.#turn) this.busy = false;
    }
  }

  /** Checks the same file again: in another language, against another network. */
  async again(studio: Studio): Promise<void> {
    if (this.bytes) await this.check(studio, this.name, this.bytes);
  }

  /** Checks a file that was chosen or dropped. */
  async take(studio: Studio, file: File): Promise<void> {
    await this.check(studio, file.name, new Uint8Array(await file.arrayBuffer()));
  }
}

export const work = new Work();
