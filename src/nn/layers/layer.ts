import type { FloatType } from "../../base/dtype.ts";
import type { Shape } from "../../base/shape.ts";
import type { Node } from "../../graph/node.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { Settings, SettingsTable } from "../settings.ts";

/** A layer: plain data, saved with the model. `type` names its kind in the table of layers. */
export interface Layer {
  readonly type: string;
  readonly [setting: string]: unknown;
}

/** What a layer builds itself with. */
export interface Scope {
  readonly dtype: FloatType;
  /** True for a training step; false for prediction, where dropout rests and batch norms use what they have learned. */
  readonly training: boolean;
  /** A trained array, named after the layer's number: `parameter("W", ...)` is `W2` in the second dense layer. */
  parameter(symbol: string, shape: Shape, initializer: Initializer): Node;
  /** An array that training changes but no gradient does: a running mean. It starts as `initial` everywhere. */
  state(symbol: string, shape: Shape, initial: number): Node;
  /** Lets a state take a new value after the step. */
  update(state: Node, value: Node): void;
  /** A value under its field name and the layer's number: `name("Z", node)` is `Z2`. */
  name(symbol: string, node: Node): Node;
  /** A dropout mask, new at every step. */
  mask(shape: Shape, rate: number): Node;
}

/** One kind of layer: what its file states. */
export interface LayerKind<L extends Layer = Layer> {
  readonly type: L["type"];
  /** Whether the layer starts a new number (`W2`, `Z2`, ...). Others share the number of the one before. */
  readonly numbered: boolean;
  /** What may stand in parentheses after its type, as in `dropout(0.2)`; left out where it is written in its own way. */
  readonly settings?: SettingsTable<Settings>;
  /** As it is written in a list of layers: `4:tanh`, `dropout(0.2)`. */
  text(layer: L): string;
  /** Throws a ChainruleError that names the layer (`who`) where its settings, or the shape that comes in, do not fit. */
  check(layer: L, input: Shape, who: string): void;
  build(layer: L, input: Node, scope: Scope): Node;
}
