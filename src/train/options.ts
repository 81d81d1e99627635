import type { ArrayInput, NDArray } from "../array/ndarray.ts";
import type { FloatType } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { suggest } from "../base/nearest.ts";
import type { ScalingKind } from "../data/scaling.ts";
import type { LossName } from "../nn/losses/index.ts";
import type { Loss } from "../nn/losses/loss.ts";
import type { Optimizer } from "../nn/optimizers/optimizer.ts";
import { complete, flag, number, type Setting, type SettingsTable, whole } from "../nn/settings.ts";
import type { Backend } from "../run/backend.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { EpochRecord } from "./history.ts";

/** What a callback is told after an epoch. */
export interface EpochEvent extends EpochRecord {
  /** Epochs done, from 1. */
  readonly epoch: number;
  readonly epochs: number;
  /** Updates done in the whole run. */
  readonly step: number;
  readonly seconds: number;
  /** The weights as they are after the epoch, copied: another model can take them and be judged. */
  weights(): Readonly<Record<string, NDArray>>;
}

/** How far a run is. */
export interface TrainingProgress {
  /** Epochs and updates done. */
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly seconds: number;
  /** What an epoch gave that is done, counted from 1. */
  record(epoch: number): EpochRecord;
}

/** Called after each epoch; training waits for what it returns. False stops the run. */
export type Callback = (event: EpochEvent) => unknown;

/** Stops when a measured value has not become better for a while, and gives back the best weights. */
export interface EarlyStopping {
  /** What to watch; the validation loss where there is a validation part, else the loss. */
  readonly monitor?: "loss" | "validationLoss" | "validationAccuracy";
  /** Epochs without improvement that are waited for. Default 10. */
  readonly patience?: number;
  /** What counts as improvement. Default 0. */
  readonly minDelta?: number;
}

/** Hands out the whole state of the run now and then, to go on from later. */
export interface Checkpointing {
  readonly every: number;
  readonly unit?: "epochs" | "steps";
  save(checkpoint: Checkpoint): void | Promise<void>;
}

/** What can be given to `fit`; everything has a default. */
export interface FitOptions {
  /** Default: what fits the last activation (sigmoid: binaryCrossEntropy, softmax: crossEntropy, else meanSquaredError). */
  readonly loss?: LossName | Loss;
  /** `adam(0.01)`, or as text: `"adam"`, `"sgd(momentum=0.9)"`, at its own learning rate. Default `sgd(0.1)`. */
  readonly optimizer?: Optimizer | string;
  /** Passes over the data. Default 100. */
  readonly epochs?: number;
  /** Examples in an update; all of them when left out. A last short batch is a batch of its own. */
  readonly batchSize?: number;
  /** Whether batches are drawn in a new order each epoch. Default true; without effect on full batches. */
  readonly shuffle?: boolean;
  /** Initial weights come from NumPy's RandomState(seed), W1 first; shuffles and dropout from the same seed. Default 0. */
  readonly seed?: number;
  /** Default float32. */
  readonly dtype?: FloatType;
  /** Goes on from the model's weights instead of drawing new ones. */
  readonly warmStart?: boolean;
  /** A share to keep for judging (the classes keep their shares), or examples of your own. */
  readonly validation?: number | { readonly x: ArrayInput; readonly y: ArrayInput };
  /** Scales each input column by what the training part measures; kept in the model and applied at prediction. */
  readonly scale?: ScalingKind;
  /** A weight for each example in the loss. */
  readonly sampleWeights?: ArrayInput;
  /** A weight for each class, or `balanced`: m / (classes * count). */
  readonly classWeights?: readonly number[] | "balanced";
  readonly l1?: number;
  readonly l2?: number;
  /** Clips each element of the gradients. */
  readonly clipValue?: number;
  /** Clips the norm of all gradients together. */
  readonly clipNorm?: number;
  readonly callbacks?: readonly Callback[];
  /**
   * Told how far the run is, at most 50 times a second. A callback sees every epoch, so that epochs must be taken one
   * by one; this does not slow training down.
   */
  readonly progress?: (progress: TrainingProgress) => void;
  readonly earlyStopping?: EarlyStopping;
  readonly checkpoint?: Checkpointing;
  /** A checkpoint to go on from: the result has the same bits as a run that never stopped. */
  readonly resume?: Checkpoint;
  /** Stops after the current update; what was reached is returned. */
  readonly signal?: AbortSignal;
  /** Threads to train on. Default: as many as the work of a step pays for, and the machine has. */
  readonly threads?: number;
  /**
   * Lets products be multiplied and added with one rounding, where the engine can. Faster, but the last bits are then
   * those of this machine. Default false.
   */
  readonly fast?: boolean;
  /** Where the graph runs; all backends give the same bits. Default: WebAssembly where it is worth compiling. */
  readonly backend?: Backend;
}

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

/** @throws ChainruleError `usage` that names the nearest option; for `lr`, where a learning rate goes */
export function requireKnownOptions(options: FitOptions): void {
  if (typeof options !== "object" || options === null)
    fail("usage", {
      who: "fit",
      expected: "options such as { epochs: 100 }",
      got: JSON.stringify(options) ?? String(options),
    });
  for (const name of Object.keys(options))
    if (!Object.hasOwn(known, name))
      fail("usage", {
        who: "fit",
        expected: "a known option",
        got: `"${name}"`,
        fix: /^(lr|learning_?rate)$/i.test(name)
          ? "A learning rate belongs to the optimizer: optimizer: sgd(0.1)."
          : suggest(name, Object.keys(known)),
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

const saving: SettingsTable<SavingSettings> = {
  every: whole(1, { from: 1 }),
  unit: oneOf("epochs", "steps"),
  save: { default: () => {}, expected: "a function", holds: (value) => typeof value === "function" },
};

export type SavingSettings = { readonly [K in keyof Checkpointing]-?: Checkpointing[K] };

/** @throws ChainruleError `usage` that names what may not be */
export const stoppingSettings = (given: EarlyStopping): StoppingSettings =>
  complete("fit earlyStopping", stopping, { ...given });

/** @throws ChainruleError `usage` that names what may not be */
export const savingSettings = (given: Checkpointing): SavingSettings =>
  complete("fit checkpoint", saving, { ...given });
