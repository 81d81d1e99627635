import type { ArrayInput } from "../array/ndarray.ts";
import type { FloatType } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { suggest } from "../base/nearest.ts";
import type { ScalingKind } from "../data/scaling.ts";
import type { LossName } from "../nn/losses/index.ts";
import type { Loss } from "../nn/losses/loss.ts";
import type { Optimizer } from "../nn/optimizers/optimizer.ts";
import { complete, flag, number, type SettingsTable } from "../nn/settings.ts";
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

/** Called after each epoch; training waits for it. Returning false stops the run. */
export type Callback = (event: EpochEvent) => undefined | boolean | Promise<undefined | boolean>;

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
  readonly [key: string]: unknown;
}

const whole = (initial: number, from: number) => ({
  ...number(initial, { from }),
  expected: `a whole number from ${from}`,
  holds: (value: unknown) => Number.isSafeInteger(value) && (value as number) >= from,
});

const table: SettingsTable<NumberSettings> = {
  epochs: whole(100, 0),
  shuffle: flag(true),
  seed: {
    ...whole(0, 0),
    expected: "a whole number from 0 to 4294967295",
    holds: (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 32,
  },
  l1: number(0, { from: 0 }),
  l2: number(0, { from: 0 }),
};

/** @throws ChainruleError `usage` that names the option */
export const numberSettings = ({ epochs, shuffle, seed, l1, l2 }: FitOptions): NumberSettings => {
  const given = Object.entries({ epochs, shuffle, seed, l1, l2 }).filter(([, value]) => value !== undefined);
  return complete("fit", table, Object.fromEntries(given) as Partial<NumberSettings>);
};
