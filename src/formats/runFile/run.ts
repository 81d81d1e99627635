import type { FloatType } from "../../base/dtype.ts";
import type { CsvOptions } from "../../data/csv.ts";
import type { Task } from "../../data/dataset.ts";
import type { Encoding } from "../../data/encoding.ts";
import type { Scaling } from "../../data/scaling.ts";
import type { SplitOptions } from "../../data/split.ts";
import type { Loss } from "../../nn/losses/loss.ts";
import type { Network } from "../../nn/network.ts";
import type { Optimizer } from "../../nn/optimizers/optimizer.ts";
import type { Judged } from "../../train/evaluate.ts";
import type { Stopped } from "../../train/loop.ts";
import type { EarlyStopping, FitOptions } from "../../train/options.ts";

/** All that a run is made from: with it, `chainrule train --config` makes the same weights, to the last bit. */
export interface ConfigFile {
  /** The version of this format. */
  readonly version: 1;
  /** The version of Chainrule that wrote the file. */
  readonly chainrule: string;
  readonly network: Network;
  readonly dtype: FloatType;
  readonly settings: RunSettings;
  readonly data: RunData;
}

/** What `run.json` says: how a network was made, from what data, and how well it did. */
export interface RunFile extends ConfigFile {
  /** The scaling of the inputs that `fit` measured, applied again at prediction. */
  readonly scaling?: Scaling;
  readonly result: RunResult;
  readonly weights: {
    /** The name of the safetensors file, beside `run.json`. */
    readonly file: string;
    /** Its SHA-256, in hexadecimal: weights of another run do not pass for these. */
    readonly sha256: string;
  };
}

/** Settings of the run, named as `fit` names its options, so that they can be given to it again. */
export interface RunSettings
  extends Pick<FitOptions, "batchSize" | "scale" | "classWeights" | "clipValue" | "clipNorm"> {
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly epochs: number;
  readonly shuffle: boolean;
  readonly seed: number;
  readonly l1: number;
  readonly l2: number;
  /** The share that was kept for validation. */
  readonly validation?: number;
  readonly earlyStopping?: EarlyStopping;
}

/** Where the data came from. */
export type RunSource =
  | {
      readonly kind: "dataset";
      readonly name: string;
      /** Options of a data set that is drawn. */
      readonly options: Readonly<Record<string, number>>;
      /** Where the files of a data set that is not drawn were looked for. */
      readonly dataDir?: string;
    }
  | {
      readonly kind: "file";
      readonly path: string;
      /** How the file was read, where that was not left to detection. */
      readonly options: CsvOptions;
      /** The npy file of the targets, where that of the inputs holds nothing else. */
      readonly targets?: string;
      /** What those targets are, where that was not left to detection. */
      readonly task?: Task;
    };

export interface RunData {
  readonly source: RunSource;
  readonly task: Task;
  /** A name for each input of the network. */
  readonly features: readonly string[];
  readonly targets: readonly string[];
  /** The names of the classes in order of their index; absent for regression. */
  readonly classes?: readonly string[];
  /** How columns become inputs and outputs become answers. */
  readonly encoding?: Encoding;
  /** What was done with missing values. */
  readonly missing?: "fill" | "drop";
  /** The part that was kept for judging, so that it can be drawn again. */
  readonly split?: SplitOptions;
  /** The part of the rest that was judged after every epoch. Older files state its share alone, in the settings. */
  readonly validation?: SplitOptions;
}

/** How the run went: the final weights on the training part, and on the others where there are such. */
export interface RunResult extends Judged {
  readonly validation?: Judged;
  readonly test?: Judged;
  readonly epochs: number;
  readonly steps: number;
  readonly seconds: number;
  readonly stopped: Stopped;
  /** Scores by name, as `judge` gives them; NaN, written as null, where one is undefined. */
  readonly metrics: Readonly<Record<string, number>>;
}
