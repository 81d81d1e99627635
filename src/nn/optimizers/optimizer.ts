import type { Node } from "../../graph/node.ts";
import type { Schedule } from "../schedules/schedule.ts";
import type { Settings, SettingsTable } from "../settings.ts";

/** A rule of descent with its settings: plain data, saved with the run. */
export interface Optimizer {
  readonly name: string;
  /** A number, or a schedule over the steps. */
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

/** One kind of first-order optimizer: what its file states. */
export interface OptimizerKind<S extends Settings = Settings> {
  readonly name: string;
  readonly about: string;
  readonly learningRate: number;
  readonly settings: SettingsTable<S>;
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
