import { type Activation, activations, checkActivation } from "../activations.ts";
import type { Layer, LayerKind } from "./layer.ts";

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
  activation: checkActivation(name, "activation"),
});

export const activationKind: LayerKind<ActivationLayer> = {
  type: "activation",
  about: "an activation of its own: g(Z)",
  numbered: false,
  text: ({ activation: name }) => name,
  check: ({ activation: name }, _input, who) => void checkActivation(name, who),
  build: ({ activation: name }, z, scope) =>
    name === "identity" ? z : scope.name("A", activations[name](z)),
};
