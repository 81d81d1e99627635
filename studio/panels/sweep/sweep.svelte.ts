import type { Client } from "../../bridge/client.ts";
import type { Opened } from "../../bridge/frame.ts";
import { type Studio, sentenceOf } from "../../run/studio.svelte.ts";
import { type RunSettings, runOf } from "../../state/settings.ts";
import type { Results } from "./results.ts";
import { secondEngine } from "./second.ts";
import type { Turn } from "./sweeping.ts";
import { runsOf, sweepAlike, usualValues, valuesOf, wrongIn } from "./variants.ts";

/** What a sweep began with. */
interface Begun {
  readonly opened: Opened;
  readonly base: RunSettings;
  readonly groups: readonly (readonly RunSettings[])[];
  readonly results: Omit<Results, "scores">;
}

/** A turn of work, in milliseconds: where the page's own thread does it, the page must not be held up. */
const turns = { own: 40, shared: 8 };

/** The page's side of a sweep. It goes on while other panels are looked at. */
export class Sweep {
  readonly #studio: Studio;
  state = $state<"none" | "running" | "stopped" | "done">("none");
  /** The library's sentence where one could not begin. */
  complaint = $state("");
  share = $state(0);
  /** The place of the epoch that is looked at. */
  mark = $state(0);
  /** The place of the seed whose pictures are shown. */
  seed = $state(0);
  begun = $state.raw<Begun>();
  results = $state.raw<Results>();
  faults = $state.raw<ReadonlyMap<number, string>>(new Map());
  /** Of the shown seed, for each value. */
  fields = $state.raw<readonly (Float32Array | undefined)[]>([]);
  #engine: Client | undefined;
  #runs = 0;
  #follows = true;
  #drawing = false;
  #stale = false;

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  /** Begins with the settings of the stage. */
  async start(): Promise<void> {
    const own = ++this.#runs;
    const { settings, axes } = this.#studio;
    const { sweepKind: kind, sweepSeeds } = settings;
    const base = runOf($state.snapshot(settings) as typeof settings);
    const values = valuesOf(settings.sweepValues || usualValues[kind]);
    const wrong = wrongIn(kind, values);
    if (wrong !== undefined) {
      this.complaint = wrong;
      if (this.state === "running") await this.resume();
      return;
    }
    const groups = runsOf(base, kind, values, sweepSeeds);
    try {
      this.#engine = await secondEngine(this.#studio);
      const { opened, marks } = await this.#engine.panel("sweep").begin(groups, axes);
      if (own !== this.#runs) return;
      const seeds = groups.map(([run]) => run!.seed);
      this.begun = { opened, base, groups, results: { kind, values, seeds, marks } };
      this.results = { ...this.begun.results, scores: groups.flat().map(() => []) };
    } catch (error) {
      this.complaint = sentenceOf(error as Error);
      if (this.state === "running") await this.resume();
      return;
    }
    Object.assign(this, { complaint: "", share: 0, mark: 0, seed: 0, faults: new Map(), fields: [] });
    this.#follows = true;
    await this.resume();
  }

  stop(): void {
    this.#runs++;
    this.state = "stopped";
  }

  async resume(): Promise<void> {
    const own = ++this.#runs;
    const engine = this.#engine!;
    const { begun } = this;
    this.state = "running";
    try {
      while (own === this.#runs) {
        const turn = await engine.panel("sweep").advance(engine.ownThread ? turns.own : turns.shared);
        // Another one has begun; what this turn found belongs to none of its runs.
        if (begun !== this.begun) return;
        this.share = turn.share;
        this.#take(turn);
        if (turn.done) this.state = "done";
        if (turn.done) this.#runs++;
      }
    } catch (error) {
      this.complaint = sentenceOf(error as Error);
      this.state = "stopped";
    }
  }

  #take({ scores: found, faults }: Turn): void {
    if (faults.length > 0)
      this.faults = new Map([
        ...this.faults,
        ...faults.map(({ run, sentence }): [number, string] => [run, sentence]),
      ]);
    if (found.length === 0 || !this.results) return;
    const scores = this.results.scores.map((marks) => [...marks]);
    for (const { run, mark, score } of found) scores[run]![mark] = score;
    this.results = { ...this.results, scores };
    if (this.#follows) this.mark = Math.max(this.mark, this.#lastCommon(scores));
    void this.draw();
  }

  /** The last mark that all runs of the shown seed have come to, but those that cannot go on. */
  #lastCommon(scores: Results["scores"]): number {
    const last = this.shownRuns.filter((run) => !this.faults.has(run)).map((run) => scores[run]!.length - 1);
    return last.length === 0 ? 0 : Math.max(0, Math.min(...last));
  }

  get shownRuns(): number[] {
    const values = this.results?.values ?? [];
    return values.map((_, value) => this.seed * values.length + value);
  }

  /** Looks at another epoch; the pictures no longer follow the training. */
  lookAt(mark: number): void {
    this.#follows = false;
    this.mark = mark;
    void this.draw();
  }

  showSeed(seed: number): void {
    this.seed = seed;
    void this.draw();
  }

  /** Fetches the pictures of the epoch that is looked at; one request at a time, and the last wish is met. */
  async draw(): Promise<void> {
    this.#stale = true;
    if (this.#drawing) return;
    this.#drawing = true;
    while (this.#stale) {
      this.#stale = false;
      const fields = await this.#engine!.panel("sweep")
        .fields(this.shownRuns, this.mark)
        .catch(() => []);
      this.fields = fields;
    }
    this.#drawing = false;
  }

  /** Whether the stage's run has other settings than those this sweep began with. */
  get differs(): boolean {
    if (!this.begun) return false;
    return !sweepAlike(this.begun.base, runOf(this.#studio.settings), this.begun.results.kind);
  }

  /** Puts the run of a value on the stage, at the epoch that is looked at. */
  async bring(value: number): Promise<void> {
    const { groups, opened, results } = this.begun!;
    const steps = results.marks[this.mark]! * opened.stepsAnEpoch;
    if (await this.#studio.restart(groups[this.seed]![value]!)) await this.#studio.seek(steps);
  }
}

const sweeps = new WeakMap<Studio, Sweep>();

/** The sweep of a studio. */
export function sweepOf(studio: Studio): Sweep {
  const sweep = sweeps.get(studio) ?? new Sweep(studio);
  sweeps.set(studio, sweep);
  return sweep;
}
