import { type Activation, activations } from "../activations.ts";
import type { Layer, LayerKind } from "./layer.ts";
import { requireActivation } from "./settings.ts";

export interface ActivationLayer extends Layer {
  readonly type: "activation";
  readonly activation: Activation;
}

/**
 * An activation as a layer of its own: `A = g(Z)`, for use after a normalization.
 *
 * @throws ChainruleError `usage` for an unknown name
 *
 * @example
 * activation("relu"); // { type: "activation", activation: "relu" }
 */
export const activation = (name: Activation): ActivationLayer => ({
  type: "activation",
  activation: requireActivation(name, "activation"),
});

export const activationKind: LayerKind<ActivationLayer> = {
  type: "activation",
  numbered: false,
  text: ({ activation: name }) => name,
  check: ({ activation: name }, _input, who) => void requireActivation(name, who),
  build: ({ activation: name }, z, scope) =>
    name === "identity" ? z : scope.name("A", activations[name](z)),
};
