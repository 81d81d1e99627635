import type { Node } from "../../graph/node.ts";
import type { Settings, SettingsTable } from "../settings.ts";

/** A loss with its settings: plain data, saved with the run. */
export interface Loss {
  readonly name: string;
  readonly settings: Settings;
}

/** One kind of loss: what its file states. */
export interface LossKind<S extends Settings = Settings> {
  readonly name: string;
  /** What the targets are: numbers, probabilities of one event, or a distribution over classes. */
  readonly targets: "number" | "probability" | "distribution";
  /** Over the examples of a batch: the mean, or (lesson 2) the sum. */
  readonly reduction: "mean" | "sum";
  /** Activations of the last layer for which the loss is defined; any when left out. */
  readonly activations?: readonly string[];
  readonly settings: SettingsTable<S>;
  /** The loss of each example, shape (m,), from outputs and targets (m, k). */
  perExample(outputs: Node, targets: Node, settings: S): Node;
  readonly formula: { readonly text: string; readonly latex: string };
}
