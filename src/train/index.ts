export type { Checkpoint } from "./checkpoint.ts";
export { DivergedError } from "./diverged.ts";
export type { Judged } from "./evaluate.ts";
export type { EpochRecord, History } from "./history.ts";
export type { Stopped } from "./loop.ts";
export { Model, mlp, type Run, sequential } from "./model.ts";
export type {
  Callback,
  Checkpointing,
  EarlyStopping,
  EpochEvent,
  FitOptions,
  TrainingProgress,
} from "./options.ts";
export { type Axes, gridOf, type SweepRow, sweep } from "./sweep.ts";
