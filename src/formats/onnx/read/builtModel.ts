import type { NDArray } from "../../../array/ndarray.ts";
import type { FloatType } from "../../../base/dtype.ts";
import type { Scaling } from "../../../data/scaling.ts";
import { input } from "../../../graph/build.ts";
import { forward, type Network } from "../../../nn/network.ts";
import { type Model, sequential } from "../../../train/model.ts";

/** The arrays of a network in the order of its layers. */
export interface NetworkArrays {
  readonly parameters: readonly NDArray[];
  readonly states: readonly NDArray[];
  readonly scaling: Scaling | undefined;
}

/** The model of these layers, with each array under the name that the network has for it. */
export function builtModel(
  { features, layers }: Network,
  { parameters, states, scaling }: NetworkArrays,
  dtype: FloatType,
): Model {
  const model = sequential(features, layers);
  const x = input("X", [1, features], dtype);
  const built = forward(model.network, x, { training: true, dtype });
  const named = (
    nodes: readonly { readonly node: { readonly name?: string } }[],
    arrays: readonly NDArray[],
  ) => nodes.map(({ node }, i) => [node.name!, arrays[i]!] as const);
  model.setWeights(
    Object.fromEntries([...named(built.parameters, parameters), ...named(built.states, states)]),
    dtype,
    scaling,
  );
  return model;
}
