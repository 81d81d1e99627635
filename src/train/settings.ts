import { fail } from "../base/error.ts";
import { suggest } from "../base/nearest.ts";
import { complete, flag, number, type Setting, type SettingsTable, whole } from "../nn/settings.ts";
import type { Checkpointing, EarlyStopping, FitOptions } from "./options.ts";

/** Every option of `fit`; a misspelled one would leave its default in force, unseen. */
const known = {
  loss: true,
  optimizer: true,
  epochs: true,
  batchSize: true,
  shuffle: true,
  seed: true,
  dtype: true,
  warmStart: true,
  validation: true,
  scale: true,
  sampleWeights: true,
  classWeights: true,
  l1: true,
  l2: true,
  clipValue: true,
  clipNorm: true,
  callbacks: true,
  progress: true,
  earlyStopping: true,
  checkpoint: true,
  resume: true,
  signal: true,
  threads: true,
  fast: true,
  backend: true,
} as const satisfies Record<keyof FitOptions, true>;

/**
 * @param own options of `who`, who takes those of `fit` as well
 * @throws ChainruleError `usage` that names the nearest option; for `lr`, where a learning rate goes
 */
export function requireKnownOptions(options: FitOptions, who = "fit", own: readonly string[] = []): void {
  if (typeof options !== "object" || options === null)
    fail("usage", {
      who,
      expected: "options such as { epochs: 100 }",
      got: JSON.stringify(options) ?? String(options),
    });
  for (const name of Object.keys(options))
    if (!Object.hasOwn(known, name))
      fail("usage", {
        who,
        expected: "a known option",
        got: `"${name}"`,
        fix: /^(lr|learning_?rate)$/i.test(name)
          ? "A learning rate belongs to the optimizer: optimizer: sgd(0.1)."
          : suggest(name, [...own, ...Object.keys(known)]),
      });
}

/** The settings that are mere numbers and flags, checked from one table. */
export interface NumberSettings {
  readonly epochs: number;
  readonly shuffle: boolean;
  readonly seed: number;
  readonly l1: number;
  readonly l2: number;
  readonly clipValue: number | undefined;
  readonly clipNorm: number | undefined;
  readonly [key: string]: unknown;
}

const optional = <T>(setting: Setting<T>): Setting<T | undefined> => ({
  ...setting,
  default: undefined,
  holds: (value) => value === undefined || setting.holds(value),
});

const oneOf = <const T extends string>(...choices: readonly T[]): Setting<T> => ({
  default: choices[0]!,
  expected: choices.join(" or "),
  holds: (value) => choices.includes(value as T),
});

const table: SettingsTable<NumberSettings> = {
  epochs: whole(100, { from: 0 }),
  shuffle: flag(true),
  seed: { ...whole(0, { from: 0, below: 2 ** 32 }), expected: "a whole number from 0 to 4294967295" },
  l1: number(0, { from: 0 }),
  l2: number(0, { from: 0 }),
  clipValue: optional(number(0, { above: 0 })),
  clipNorm: optional(number(0, { above: 0 })),
};

/** @throws ChainruleError `usage` that names the option */
export const numberSettings = (options: FitOptions): NumberSettings =>
  complete(
    "fit",
    table,
    Object.fromEntries(Object.keys(table).map((name) => [name, options[name as keyof FitOptions]])),
  );

export type StoppingSettings = {
  readonly monitor: EarlyStopping["monitor"];
  readonly patience: number;
  readonly minDelta: number;
};

const stopping: SettingsTable<StoppingSettings> = {
  monitor: optional(oneOf("loss", "validationLoss", "validationAccuracy")),
  patience: whole(10, { from: 1 }),
  minDelta: number(0, { from: 0 }),
};

export type SavingSettings = { readonly [K in keyof Checkpointing]-?: Checkpointing[K] };

const saving: SettingsTable<SavingSettings> = {
  every: whole(1, { from: 1 }),
  unit: oneOf("epochs", "steps"),
  // There is no default: what nobody keeps would be lost without a word.
  save: {
    default: undefined as never,
    expected: "a function",
    holds: (value) => typeof value === "function",
  },
};

/** @throws ChainruleError `usage` that names what may not be */
export const stoppingSettings = (given: EarlyStopping): StoppingSettings =>
  complete("fit earlyStopping", stopping, { ...given });

/** @throws ChainruleError `usage` that names what may not be */
export const savingSettings = (given: Checkpointing): SavingSettings =>
  complete("fit checkpoint", saving, { ...given });
