import { complete, flag, number, type Setting, type SettingsTable, whole } from "../nn/settings.ts";
import type { Checkpointing, EarlyStopping, FitOptions } from "./options.ts";

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
