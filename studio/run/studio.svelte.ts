import type { Language, Said } from "../../src/explain/language/sentences.ts";
import { type Client, Complaint } from "../bridge/client.ts";
import type { Frame, Opened } from "../bridge/frame.ts";
import { type Change, readChanges, writeChanges } from "../state/changes.ts";
import { initialSettings, type RunSettings, runOf, type Settings } from "../state/settings.ts";
import { type Curve, copyOf, curve } from "./curve.ts";

/** Points a side of the field on the stage. */
export const resolution = 100;

/** A way to a step that takes longer is shown, with a picture every so often. Milliseconds. */
const longWay = 250;

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
  /** A learning rate that is typed and not in force yet: what goes on takes it. */
  pendingRate = $state<string>();
  playing = $state(false);
  /** What the page cannot do here, and does without. */
  notes = $state<readonly Said[]>([]);
  /** What is to be said of the run that was opened from files; it goes with the run. */
  remarks = $state<readonly Said[]>([]);
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

  /** Begins the run of the settings, and goes to their step; plays on where it played. */
  async open({ play = this.playing } = {}): Promise<boolean> {
    const own = ++this.#opening;
    // Where the run before was on its way to is no place in this one.
    this.#told++;
    this.pendingRate = undefined;
    const run = runOf($state.snapshot(this.settings) as Settings);
    const { step } = this.settings;
    const opened = await this.client.ask("open", run, this.axes).catch((error: Error) => {
      if (own === this.#opening) this.complaint = sentenceOf(error);
    });
    if (!opened || own !== this.#opening) return false;
    this.complaint = "";
    this.opened = opened;
    this.course = curve();
    this.earlier = undefined;
    this.playing = false;
    if (step > 0) await this.seek(step);
    else await this.#lookAgain();
    if (own !== this.#opening) return false;
    if (play) await this.play();
    return true;
  }

  /** Other settings of the run: it begins anew, from its first update. */
  async restart(changed: Partial<RunSettings>): Promise<boolean> {
    const before = $state.snapshot(this.settings) as Settings;
    Object.assign(this.settings, { changes: "", step: 0 }, changed);
    const works = await this.open();
    if (works) this.remarks = [];
    // The controls show what runs.
    if (!works && this.complaint !== "") Object.assign(this.settings, before, viewOf(this.settings));
    return works;
  }

  async play(): Promise<void> {
    if (this.pendingRate !== undefined && !(await this.takeRate())) return;
    if (this.frame?.ended) {
      Object.assign(this.settings, { step: 0 });
      await this.open({ play: false });
    }
    this.#tell();
    this.playing = true;
    await this.client.ask("play", this.settings.speed);
  }

  async pause(): Promise<void> {
    const told = this.#tell();
    await this.client.ask("pause");
    await this.#stand(told);
  }

  async step(): Promise<void> {
    if (this.pendingRate !== undefined && !(await this.takeRate())) return;
    const told = this.#tell();
    await this.#guarded(this.client.ask("step"));
    await this.#stand(told);
  }

  /** One update back, also from where it is just going. */
  back(): Promise<void> {
    return this.seek(Math.max(0, (this.#sought ?? this.frame?.steps ?? 0) - 1));
  }

  /** Goes to a step, with pictures of a way that is long; whatever the run is told meanwhile comes instead. */
  async seek(step: number): Promise<void> {
    const told = this.#tell();
    this.#sought = step;
    const pictures = setInterval(() => void this.picture(), longWay);
    await this.#guarded(this.client.ask("seek", step));
    clearInterval(pictures);
    if (told === this.#told) await this.#stand(told);
    else await this.picture();
  }

  /** The run is told something else than to play; returns what it was told, by number. */
  #tell(): number {
    this.playing = false;
    this.#sought = undefined;
    return ++this.#told;
  }

  /** Shows the run where it stands, and keeps the place in the link, unless it was told something else meanwhile. */
  async #stand(told: number): Promise<void> {
    await this.#lookAgain();
    if (told !== this.#told) return;
    this.#sought = undefined;
    this.settings.step = this.frame?.steps ?? 0;
  }

  /** Whether the run stands where it can go on: begun, not at its end, and with numbers that are finite. */
  get goesOn(): boolean {
    const { frame } = this;
    return frame !== undefined && frame.steps > 0 && !frame.ended && frame.fault === undefined;
  }

  /**
   * Takes the learning rate that is typed: from here on, or from the start where the run cannot go on from here. False
   * where it is refused; then nothing goes on, and the complaint says why.
   */
  async takeRate(): Promise<boolean> {
    const rate = this.pendingRate?.trim();
    this.pendingRate = undefined;
    if (rate === undefined || rate === this.rate) return true;
    return this.goesOn ? this.change({ kind: "rate", rate }) : this.restart({ rate });
  }

  /** The learning rate in force: the one the run began with, or the last it was changed to. */
  get rate(): string {
    const steps = this.frame?.steps ?? 0;
    const changed = readChanges(this.settings.changes).flatMap((change) =>
      change.kind === "rate" && change.step <= steps ? [change.rate] : [],
    );
    return changed.at(-1) ?? this.settings.rate;
  }

  /** Changes the run from here on: a learning rate, an activation, a weight. False where that is refused. */
  async change(change: DistributiveOmit<Change, "step">): Promise<boolean> {
    const step = this.frame?.steps ?? 0;
    // Ten million epochs are not copied for every pixel that a weight is dragged.
    const before = change.kind === "weight" ? undefined : copyOf(this.course);
    const changes = await this.#guarded(this.client.ask("change", { ...change, step } as Change));
    if (!changes) return false;
    if (before && before.known > 0) this.earlier = before;
    this.settings.changes = writeChanges(changes);
    await this.#lookAgain();
    this.settings.step = this.playing ? this.settings.step : step;
    return true;
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
        if (frame.fault !== undefined) this.complaint = frame.fault;
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
