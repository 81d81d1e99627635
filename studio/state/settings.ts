/**
 * What a link reproduces: data, network, weights, seed, position. One row a setting, versioned; the URL, the settings
 * of a run and the controls are read from these rows.
 */

/** How a setting is written in a link, and read from one. */
interface Row<T> {
  /** Its name in a link. */
  readonly key: string;
  readonly initial: T;
  write(value: T): string;
  /** Undefined for text that is no such value. */
  read(text: string): T | undefined;
}

/** Text longer than `most` signs is no setting: a page that reads and shows a million of them stands still. */
const text = (key: string, initial: string, most = 2000): Row<string> => ({
  key,
  initial,
  write: (value) => value,
  read: (value) => (value.length <= most ? value : undefined),
});

/** Signs of a long text: some thousand points or changes. */
const long = 100_000;

const whole = (key: string, initial: number, least = 0): Row<number> => ({
  key,
  initial,
  write: String,
  read: (value) => (/^\d+$/.test(value) && Number(value) >= least ? Number(value) : undefined),
});

const real = (key: string, initial: number): Row<number> => ({
  key,
  initial,
  write: String,
  read: (value) => (value !== "" && Number.isFinite(Number(value)) ? Number(value) : undefined),
});

const flag = (key: string, initial: boolean): Row<boolean> => ({
  key,
  initial,
  write: (value) => (value ? "1" : "0"),
  read: (value) => (/^[01]$/.test(value) ? value === "1" : undefined),
});

const choice = <const C extends string>(key: string, initial: C, choices: readonly C[]): Row<C> => ({
  key,
  initial,
  write: (value) => value,
  read: (value) => choices.find((one) => one === value),
});

/** Numbers by name, `samples:400,seed:1`. */
const numbers = (
  key: string,
  initial: Readonly<Record<string, number>>,
): Row<Readonly<Record<string, number>>> => ({
  key,
  initial,
  write: (value) =>
    Object.entries(value)
      .map(([name, number]) => `${name}:${number}`)
      .join(","),
  read(value) {
    const pairs = value === "" ? [] : value.split(",").map((pair) => pair.split(":"));
    if (pairs.some(([name, number]) => !name || !number || !Number.isFinite(Number(number))))
      return undefined;
    return Object.fromEntries(pairs.map(([name, number]) => [name, Number(number)]));
  },
});

/** What a run is made of: another value of one of these is another run. */
const runRows = {
  /** A data set by its name; `points` drawn by hand; `file` dropped. */
  data: text("data", "planar"),
  options: numbers("options", {}),
  /** Hand-drawn points, or what identifies a file. */
  source: text("source", "", long),
  /** As the command line writes them. */
  layers: text("layers", "4:tanh,1:sigmoid"),
  /** The distribution of all initial weights; empty where each layer has its usual one. */
  init: text("init", "normal(0,0.01)"),
  bias: flag("bias", true),
  /** Empty where it is the usual one of the last layer. */
  loss: text("loss", ""),
  optimizer: text("optimizer", "sgd"),
  /** A number or a schedule. */
  rate: text("lr", "1.2"),
  /** Examples in an update; 0 for all of them. */
  batch: whole("batch", 0),
  epochs: whole("epochs", 10_000, 1),
  seed: whole("seed", 3),
  dtype: choice("dtype", "float32", ["float32", "float64"]),
  scale: choice("scale", "none", ["none", "standardize", "minMax"]),
  l1: real("l1", 0),
  l2: real("l2", 0),
  /** What was changed while it ran: {@link readChanges}. */
  changes: text("then", "", long),
};

/** Where a run stands, and how it is looked at. */
const viewRows = {
  /** Updates done. */
  step: whole("at", 0),
  panel: text("panel", ""),
  language: choice("lang", "en", ["en", "ko"]),
  theme: choice("theme", "auto", ["auto", "light", "dark"]),
  /** Whether an example is shown as a row or a column. */
  convention: choice("convention", "rows", ["rows", "columns"]),
  /** Updates a second; 0 for as many as can be. */
  speed: whole("speed", 1000),
  /** The two inputs that are drawn, of more than two. */
  axes: text("axes", "0,1"),
  /** The operation of the step that is looked at. */
  operation: text("op", ""),
  /** Whose update is taken apart: of the run on the stage, or of a small network to be followed by hand. */
  subject: choice("apart", "run", ["run", "worked-example", "two-outputs"]),
  /** The one example that is taken apart; empty for the whole batch. */
  example: text("example", ""),
  /** What a sweep varies, the values it tries (empty for the usual ones), and how many seeds of each. */
  sweepKind: choice("sweep", "units", ["units", "rate", "activation"]),
  sweepValues: text("values", ""),
  sweepSeeds: whole("seeds", 3, 1),
};

export const rows = { ...runRows, ...viewRows };

type Values<R> = { -readonly [K in keyof R]: R[K] extends Row<infer T> ? T : never };

/** What a run is made of. */
export type RunSettings = Values<typeof runRows>;
/** Where it stands, and how it is looked at. */
export type ViewSettings = Values<typeof viewRows>;
export type Settings = RunSettings & ViewSettings;

export const runKeys = Object.keys(runRows) as readonly (keyof RunSettings)[];

/** The version of links; a link of a newer one is not guessed at. */
export const version = 1;

export const initialSettings = (): Settings =>
  Object.fromEntries(
    Object.entries(rows).map(([name, { initial }]) => [name, initial]),
  ) as unknown as Settings;

/** The part of the settings that makes the run. */
export const runOf = (settings: Settings): RunSettings =>
  Object.fromEntries(runKeys.map((name) => [name, settings[name]])) as unknown as RunSettings;
