import { fail } from "../base/error.ts";
import { suggest } from "../base/nearest.ts";
import { ops } from "../graph/build.ts";
import type { Node } from "../graph/node.ts";
import { softmax } from "./functions/softmax.ts";

/**
 * Activations by the names a layer may give. Elementwise ones are ops; softmax looks at the whole row.
 *
 * @example
 * express(activations.softplus(input("z", [3]))); // "log(1 + exp(z))"
 */
export const activations = {
  identity: (z: Node): Node => z,
  sigmoid: ops.sigmoid,
  tanh: ops.tanh,
  relu: ops.relu,
  leakyRelu: ops.leakyRelu,
  elu: ops.elu,
  selu: ops.selu,
  softplus: ops.softplus,
  silu: ops.silu,
  gelu: ops.gelu,
  step: ops.step,
  softmax,
} satisfies Record<string, (z: Node) => Node>;

export type Activation = keyof typeof activations;

/** @throws ChainruleError `usage` that names the nearest activation */
export function checkActivation(name: string, who: string): Activation {
  if (Object.hasOwn(activations, name)) return name as Activation;
  return fail("usage", {
    who,
    expected: "a known activation",
    got: `"${name}"`,
    fix: suggest(name, Object.keys(activations)),
  });
}
