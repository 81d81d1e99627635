import type { Shape } from "../../base/shape.ts";
import { input } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";
import type { Layer } from "../../nn/layers/layer.ts";
import { forward, type Network } from "../../nn/network.ts";

/** An array of a layer: `W3` of shape (50, 10) is the `W` of the third dense layer. */
export interface LayerArray {
  readonly symbol: string;
  readonly name: string;
  readonly shape: Shape;
}

/** The arrays of each layer of a network: parameters, then states. */
export function layerArrays(
  network: Network,
): { readonly layer: Layer; readonly arrays: readonly LayerArray[] }[] {
  const whole = arraysOf(network.layers, network.features);
  return network.layers.map((layer, i) => {
    const features = i === 0 ? network.features : whole.shapes[i - 1]![1]!;
    const alone = arraysOf([layer], features);
    const nodes = [
      ...whole.parameters.splice(0, alone.parameters.length),
      ...whole.states.splice(0, alone.states.length),
    ];
    const symbols = [...alone.parameters, ...alone.states].map(({ name }) => name!.replace(/\d+$/, ""));
    const arrays = nodes.map(({ name, shape }, j) => ({ symbol: symbols[j]!, name: name!, shape }));
    return { layer, arrays };
  });
}

function arraysOf(layers: readonly Layer[], features: number) {
  const x = input("X", [1, features], "float32");
  const { parameters, states, shapes } = forward({ features, layers }, x, {
    training: true,
    dtype: "float32",
  });
  const node = ({ node }: { readonly node: Node }): Node => node;
  return { parameters: parameters.map(node), states: states.map(node), shapes };
}
