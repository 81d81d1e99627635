import { fail } from "../base/error.ts";
import { isRecord } from "../base/isRecord.ts";
import { suggest } from "../base/nearest.ts";
import { requireOptions } from "../base/requireOptions.ts";
import { showValue } from "../base/showValue.ts";
import { flag, type Setting, whole } from "../nn/settings.ts";
import { requireBackend } from "../run/requireBackend.ts";
import type { FitOptions } from "./options.ts";

/** What an option may be, and what to do about one that may not. */
type Form = Omit<Setting<unknown>, "default"> & { readonly fix?: string };

/** More threads than rows of a batch have parts for. */
const mostThreads = 64;

const isFunction = (value: unknown): boolean => typeof value === "function";
const form = (expected: string, holds: Form["holds"]): Form => ({ expected, holds });

/**
 * Every option of `fit`, since a misspelled one would leave its default in force, unseen: with its form, or true where
 * what reads it says what it may be.
 */
const forms: Readonly<Record<keyof FitOptions, Form | true>> = {
  loss: true,
  optimizer: true,
  epochs: true,
  batchSize: whole(1, { from: 1 }),
  shuffle: true,
  seed: true,
  dtype: form('"float32" or "float64"', (value) => value === "float32" || value === "float64"),
  warmStart: flag(false),
  validation: form(
    "a share such as 0.2, or examples { x, y },",
    (value) => typeof value === "number" || (isRecord(value) && "x" in value && "y" in value),
  ),
  scale: true,
  sampleWeights: true,
  classWeights: true,
  l1: true,
  l2: true,
  clipValue: true,
  clipNorm: true,
  callbacks: form("a list of functions", (value) => Array.isArray(value) && value.every(isFunction)),
  progress: form("a function", isFunction),
  earlyStopping: form("settings such as { patience: 5 }", isRecord),
  checkpoint: form("settings such as { every: 10, save }", isRecord),
  resume: form(
    "a checkpoint, as run.checkpoint is,",
    (value) => isRecord(value) && value.arrays instanceof Map && isRecord(value.progress),
  ),
  signal: form(
    "an AbortSignal, as controller.signal is,",
    (value) => isRecord(value) && typeof value.aborted === "boolean",
  ),
  threads: {
    ...whole(1, { from: 1, to: mostThreads }),
    expected: `a whole number from 1 to ${mostThreads}`,
    fix: "Leave it out, and there are as many as pay.",
  },
  fast: flag(false),
  backend: true,
};

const whereRateGoes = (name: string, known: readonly string[]): string =>
  /^(lr|learning_?rate)$/i.test(name)
    ? "A learning rate belongs to the optimizer: optimizer: sgd(0.1)."
    : suggest(name, known);

/**
 * @param own options of `who`, who takes those of `fit` as well
 * @throws ChainruleError `usage` for an option that is not known, with the nearest one that is, or for `lr`, with where
 *   a learning rate goes; for one that may not be what it is
 */
export function checkOptions(options: FitOptions, who = "fit", own: readonly string[] = []): void {
  requireOptions(who, options, [...own, ...Object.keys(forms)], "{ epochs: 100 }", "option", whereRateGoes);
  for (const [name, known] of Object.entries(forms)) {
    const value = options[name as keyof FitOptions];
    if (known === true || value === undefined || known.holds(value)) continue;
    const { expected, fix } = known;
    fail("usage", { who: `${who} ${name}`, expected, got: showValue(value), fix });
  }
  requireBackend(options.backend, who);
}
