import type { Node } from "../../graph/node.ts";
import type { Schedule } from "../schedules/schedule.ts";
import type { Settings, SettingsTable } from "../settings.ts";

/** A rule of descent with its settings: plain data, saved with the run. */
export interface Optimizer {
  readonly name: string;
  /** A number, or a schedule over the steps. Not used where a line search finds how far to go. */
  readonly learningRate: number | Schedule;
  readonly settings: Settings;
}

/** What an update is made of. */
export interface UpdateContext<S extends Settings> {
  readonly parameter: Node;
  readonly gradient: Node;
  /** This step's learning rate, a scalar. */
  readonly learningRate: Node;
  /** The arrays the rule remembers for this parameter, by the names in `slots`. */
  readonly slots: Readonly<Record<string, Node>>;
  /** The numbers the rule remembers for all parameters, by the names in `scalars`, as they were before the step. */
  readonly scalars: Readonly<Record<string, Node>>;
  readonly settings: S;
}

/** What every optimizer states. */
interface Common<S extends Settings> {
  readonly name: string;
  /** Where none is given. */
  readonly learningRate: number;
  readonly settings: SettingsTable<S>;
}

/** One kind of optimizer whose step is a graph: what its file states. */
export interface FirstOrderKind<S extends Settings = Settings> extends Common<S> {
  readonly kind: "firstOrder";
  /** Names of the arrays, all of the parameter's shape and starting at 0, that the settings need. */
  slots(settings: S): readonly string[];
  /** Numbers that change with each step, whatever the parameter: their start, and their next value. */
  scalars?(settings: S): Readonly<Record<string, { readonly initial: number; next(now: Node): Node }>>;
  /** The new value of the parameter, and of each slot. */
  update(context: UpdateContext<S>): {
    readonly parameter: Node;
    readonly slots: Readonly<Record<string, Node>>;
  };
}

/** One kind of optimizer that looks at the loss of all the data several times for each step. */
export interface FullBatchKind<S extends Settings = Settings> extends Common<S> {
  readonly kind: "fullBatch";
  /** Descends from `start`; hands out where it stands after each step, until no step improves the loss. */
  minimize(
    evaluate: Evaluate,
    start: Float64Array | Descended,
    settings: S,
  ): Generator<Descended, void, void>;
}

export type OptimizerKind<S extends Settings = Settings> = FirstOrderKind<S> | FullBatchKind<S>;

/** The loss at a point, and its gradient there. */
export type Evaluate = (point: Float64Array) => { readonly loss: number; readonly gradient: Float64Array };

/** Where a full-batch optimizer stands after a step: all it needs to go on. */
export interface Descended {
  readonly point: Float64Array;
  readonly loss: number;
  readonly gradient: Float64Array;
  /** The last steps and the changes of the gradient they made, oldest first. */
  readonly steps: readonly Float64Array[];
  readonly changes: readonly Float64Array[];
}
