import { fail } from "../../base/error.ts";
import { requireOptions } from "../../base/requireOptions.ts";
import { showValue } from "../../base/showValue.ts";
import { ops } from "../../graph/build.ts";
import { type Activation, activations } from "../activations.ts";
import { checkInitializer, parseInitializer } from "../initializers/index.ts";
import type { Initializer } from "../initializers/initializer.ts";
import type { Layer, LayerKind } from "./layer.ts";
import { checkRows } from "./rows.ts";
import { requireActivation } from "./settings.ts";

export interface Dense extends Layer {
  readonly type: "dense";
  readonly units: number;
  readonly activation: Activation;
  readonly bias: boolean;
  /** How W is drawn; by default `heNormal` before the relu family, else `lecunNormal`. */
  readonly initializer?: Initializer;
  readonly name?: string;
}

export interface DenseOptions {
  readonly bias?: boolean;
  /** As written: `"uniform(-1,1)"`. */
  readonly init?: string;
  readonly name?: string;
}

/**
 * A fully connected layer: `A = g(X W + b)`, with X (m, inputs), W (inputs, units), b (units,), A (m, units).
 *
 * @param units how many units, a positive integer
 * @param activation g; `identity` when left out
 * @throws ChainruleError `usage` for units that are no positive integer, an unknown activation, or an unknown option
 *
 * @example
 * dense(4, "tanh").units; // 4
 */
export function dense(units: number, activation: Activation = "identity", options: DenseOptions = {}): Dense {
  requireOptions("dense", options, ["bias", "init", "name"], "{ bias: false }");
  const { bias = true, init, name } = options;
  const who = `dense${name ? ` "${name}"` : ""}`;
  const layer: Dense = {
    type: "dense",
    units,
    activation,
    bias,
    ...(init === undefined ? {} : { initializer: parseInitializer(init) }),
    ...(name === undefined ? {} : { name }),
  };
  checkSettings(layer, who);
  return layer;
}

/** A layer out of a file may hold anything. */
function checkSettings({ units, activation, bias, initializer }: Dense, who: string): void {
  if (!Number.isSafeInteger(units) || units < 1)
    fail("usage", { who, expected: "a positive whole number of units", got: showValue(units) });
  requireActivation(activation, who);
  if (typeof bias !== "boolean")
    fail("usage", { who: `${who} bias`, expected: "true or false", got: showValue(bias) });
  if (initializer !== undefined) checkInitializer(initializer, `${who} initializer`);
}

const rectified: readonly Activation[] = ["relu", "leakyRelu", "elu", "silu", "gelu", "softplus"];

export const denseKind: LayerKind<Dense> = {
  type: "dense",
  numbered: true,
  text: ({ units, activation }) => `${units}${activation === "identity" ? "" : `:${activation}`}`,
  check(layer, input, who) {
    checkRows(input, who);
    checkSettings(layer, who);
  },
  build(layer, x, scope) {
    const { units, activation } = layer;
    const initializer = layer.initializer ?? {
      name: rectified.includes(activation) ? "heNormal" : "lecunNormal",
      numbers: [],
    };
    const w = scope.parameter("W", [x.shape[1]!, units], initializer);
    const xw = ops.matmul(x, w);
    const z = layer.bias ? ops.add(xw, scope.parameter("b", [units], { name: "zeros", numbers: [] })) : xw;
    return activation === "identity"
      ? scope.name("Z", z)
      : scope.name("A", activations[activation](scope.name("Z", z)));
  },
};
