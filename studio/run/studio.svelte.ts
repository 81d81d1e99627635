import type { Language, Said } from "../../src/explain/language/sentences.ts";
import { type Client, Complaint } from "../bridge/client.ts";
import type { Frame, Opened } from "../bridge/frame.ts";
import { type Change, writeChanges } from "../state/changes.ts";
import { initialSettings, type RunSettings, runOf, type Settings } from "../state/settings.ts";
import { type Curve, copyOf, curve } from "./curve.ts";

/** Points a side of the field on the stage. */
export const resolution = 100;

/** Pictures of which the calm parts of the page show one. */
const calmness = 4;

/** The page's side of the run on the stage: its settings, the last picture of it, and what can be done with it. */
export class Studio {
  readonly client: Client;
  settings = $state<Settings>(initialSettings());
  /** What stays the same in the run; undefined until the first is open. */
  opened = $state.raw<Opened>();
  frame = $state.raw<Frame>();
  /**
   * One picture in {@link calmness} while it plays, every one while it stands: for numbers, sentences and the chart of
   * the loss. Nobody reads them sixty times a second, and painting them takes longer than painting the boundary.
   */
  calm = $state.raw<Frame>();
  /** Loss and accuracy, epoch by epoch. */
  course: Curve = curve();
  /** The way a run went before it was changed, for the chart of its loss. */
  earlier = $state.raw<Curve>();
  /** The library's sentence where a run could not be opened; the one before goes on. */
  complaint = $state("");
  playing = $state(false);
  /** What the page cannot do here, and does without. */
  notes = $state<readonly Said[]>([]);
  #looking: Promise<void> | undefined;
  /** Counts what the run was told to do. */
  #told = 0;
  #sought: number | undefined;
  #pictures = 0;
  #opening = 0;

  constructor(client: Client) {
    this.client = client;
  }

  get language(): Language {
    return this.settings.language;
  }

  say = (said: Said): string => said[this.settings.language];

  get axes(): number[] {
    return this.settings.axes.split(",").map(Number);
  }

  /** Begins the run of the settings, at their step; plays on where it played. */
  async open({ play = this.playing } = {}): Promise<boolean> {
    const own = ++this.#opening;
    const run = runOf($state.snapshot(this.settings) as Settings);
    const { step } = this.settings;
    const opened = await this.client.ask("open", run, this.axes, step).catch((error: Error) => {
      this.complaint = sentenceOf(error);
    });
    if (!opened || own !== this.#opening) return false;
    this.complaint = "";
    this.opened = opened;
    this.course = curve();
    this.earlier = undefined;
    this.playing = false;
    await this.#lookAgain();
    if (play) await this.play();
    return true;
  }

  /** Other settings of the run: it begins anew, from its first update. */
  async restart(changed: Partial<RunSettings>): Promise<boolean> {
    const before = $state.snapshot(this.settings) as Settings;
    Object.assign(this.settings, { changes: "", step: 0 }, changed);
    const works = await this.open();
    // The controls show what runs.
    if (!works && this.complaint !== "") Object.assign(this.settings, before, viewOf(this.settings));
    return works;
  }

  async play(): Promise<void> {
    if (this.frame?.ended) {
      Object.assign(this.settings, { step: 0 });
      await this.open({ play: false });
    }
    this.playing = true;
    this.#told++;
    await this.client.ask("play", this.settings.speed);
  }

  async pause(): Promise<void> {
    this.playing = false;
    this.#told++;
    await this.client.ask("pause");
    await this.#lookAgain();
    this.settings.step = this.frame?.steps ?? 0;
  }

  async step(): Promise<void> {
    this.playing = false;
    this.#told++;
    await this.#guarded(this.client.ask("step"));
    await this.#lookAgain();
    this.settings.step = this.frame?.steps ?? 0;
  }

  /** One update back, also from where it is just going. */
  back(): Promise<void> {
    return this.seek(Math.max(0, (this.#sought ?? this.frame?.steps ?? 0) - 1));
  }

  /** Goes to a step. While one is sought, of those asked for meanwhile only the last counts. */
  async seek(step: number): Promise<void> {
    this.playing = false;
    this.#told++;
    const isSeeking = this.#sought !== undefined;
    this.#sought = step;
    if (isSeeking) return;
    for (
      let goal: number | undefined = step, next = step;
      goal !== undefined;
      goal = next === goal ? undefined : next
    ) {
      await this.#guarded(this.client.ask("seek", goal));
      await this.#lookAgain();
      next = this.#sought;
    }
    this.#sought = undefined;
    this.settings.step = this.frame?.steps ?? 0;
  }

  /** Changes the run from here on: a learning rate, an activation, a weight. */
  async change(change: DistributiveOmit<Change, "step">): Promise<void> {
    const step = this.frame?.steps ?? 0;
    const before = copyOf(this.course);
    const changes = await this.#guarded(this.client.ask("change", { ...change, step } as Change));
    if (!changes) return;
    if (change.kind !== "weight" && before.known > 0) this.earlier = before;
    this.settings.changes = writeChanges(changes);
    await this.#lookAgain();
    this.settings.step = this.playing ? this.settings.step : step;
  }

  async setSpeed(speed: number): Promise<void> {
    this.settings.speed = speed;
    if (this.playing) await this.client.ask("play", speed);
  }

  /** Asks for a picture of the run, unless one is on its way: for the frames of an animation. */
  async picture(): Promise<void> {
    if (this.#looking === undefined && this.opened) await this.#look();
  }

  /** A picture that was asked for after all that was asked before. */
  async #lookAgain(): Promise<void> {
    await this.#looking;
    await this.#look();
  }

  #look(): Promise<void> {
    const looking = this.#take().finally(() => {
      if (this.#looking === looking) this.#looking = undefined;
    });
    this.#looking = looking;
    return looking;
  }

  async #take(): Promise<void> {
    const [opening, told] = [this.#opening, this.#told];
    try {
      const { generation, known } = this.course;
      const frame = await this.client.ask("frame", { generation, known, resolution });
      if (opening !== this.#opening) return;
      this.course.take(frame.course);
      this.frame = frame;
      if (!frame.playing || ++this.#pictures % calmness === 0) this.calm = frame;
      // A picture of the time before it was told to play says that it stands, and means nothing.
      if (this.playing && !frame.playing && told === this.#told) {
        this.playing = false;
        this.settings.step = frame.steps;
      }
    } catch (error) {
      this.complaint = sentenceOf(error as Error);
      this.playing = false;
    }
  }

  async #guarded<T>(asked: Promise<T>): Promise<T | undefined> {
    try {
      const value = await asked;
      this.complaint = "";
      return value;
    } catch (error) {
      this.complaint = sentenceOf(error as Error);
      return undefined;
    }
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

const viewOf = ({ panel, language, theme, convention, speed }: Settings) => ({
  panel,
  language,
  theme,
  convention,
  speed,
});

/** The library's sentence; for anything else, what there is. */
export const sentenceOf = (error: Error): string =>
  error instanceof Complaint ? error.message : `${error.name}: ${error.message}`;
