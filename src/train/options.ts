import type { ArrayInput, NDArray } from "../array/ndarray.ts";
import type { FloatType } from "../base/dtype.ts";
import type { ScalingKind } from "../data/scaling.ts";
import type { LossName } from "../nn/losses/index.ts";
import type { Loss } from "../nn/losses/loss.ts";
import type { Optimizer } from "../nn/optimizers/optimizer.ts";
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
  /** `adam(0.01)`, or as text: `"adam(0.01)"`, `"sgd(momentum=0.9)"` at its own learning rate. Default `sgd(0.1)`. */
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
