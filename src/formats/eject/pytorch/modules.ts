import { input } from "../../../graph/build.ts";
import type { Activation } from "../../../nn/activations.ts";
import type { BatchNorm } from "../../../nn/layers/batchNorm.ts";
import type { Dense } from "../../../nn/layers/dense.ts";
import type { Dropout } from "../../../nn/layers/dropout.ts";
import type { Layer } from "../../../nn/layers/layer.ts";
import type { LayerNorm } from "../../../nn/layers/layerNorm.ts";
import { forward, type Network, type Parameter } from "../../../nn/network.ts";

/** A module of an `nn.Sequential`, and where its weights are in the network. */
export interface Module {
  /** `nn.Linear(2, 4)` */
  readonly text: string;
  /** By the name of a tensor of its state dict, what the network calls it. */
  readonly weights: ReadonlyMap<string, string>;
  /** How its matrix is drawn, where it has one. */
  readonly matrix?: Parameter;
}

/** What a layer makes of itself, with the names of its tensors in the order the network has them. */
interface Made {
  readonly text: string;
  readonly parameters?: readonly string[];
  readonly states?: readonly string[];
}

/** PyTorch's softplus is a straight line from a threshold on, where it still differs in float64 at its default. */
const activationModules: Readonly<Record<Activation, string>> = {
  identity: "nn.Identity()",
  sigmoid: "nn.Sigmoid()",
  tanh: "nn.Tanh()",
  relu: "nn.ReLU()",
  leakyRelu: "nn.LeakyReLU(0.01)",
  elu: "nn.ELU()",
  selu: "nn.SELU()",
  softplus: "nn.Softplus(threshold=40)",
  silu: "nn.SiLU()",
  gelu: "nn.GELU()",
  step: "Step()",
  softmax: "nn.Softmax(dim=1)",
};

type Make = (layer: Layer, inputs: number, outputs: number) => readonly Made[];

const affine = ["weight", "bias"];

/** The table of layers: a dense one with an activation takes two places, all others one. */
const layerModules: Readonly<Record<string, Make>> = {
  dense: (layer, inputs, outputs) => {
    const { activation, bias } = layer as Dense;
    const linear = bias
      ? { text: `nn.Linear(${inputs}, ${outputs})`, parameters: affine }
      : { text: `nn.Linear(${inputs}, ${outputs}, bias=False)`, parameters: ["weight"] };
    return activation === "identity" ? [linear] : [linear, { text: activationModules[activation] }];
  },
  activation: ({ activation }) => [{ text: activationModules[activation as Activation] }],
  dropout: (layer) => [{ text: `nn.Dropout(${(layer as Dropout).rate})` }],
  batchNorm: (layer, inputs) => {
    const { momentum, epsilon } = layer as BatchNorm;
    // PyTorch's momentum is the share of the new, and not of the old.
    const text = `nn.BatchNorm1d(${inputs}, eps=${epsilon}, momentum=1 - ${momentum})`;
    return [{ text, parameters: affine, states: ["running_mean", "running_var"] }];
  },
  layerNorm: (layer, inputs) => [
    { text: `nn.LayerNorm(${inputs}, eps=${(layer as LayerNorm).epsilon})`, parameters: affine },
  ],
};

/**
 * The modules of a network, in the order of their places in an `nn.Sequential`.
 *
 * @example
 * const modules = modulesOf(mlp(2, dense(4, "tanh"), dropout(0.2), dense(1)).network);
 * modules.map(({ text }) => text); // ["nn.Linear(2, 4)", "nn.Tanh()", "nn.Dropout(0.2)", "nn.Linear(4, 1)"]
 * [...modules[3].weights]; // [["weight", "W2"], ["bias", "b2"]]
 */
export function modulesOf(network: Network): Module[] {
  const x = input("X", [1, network.features]);
  const { parameters, states, shapes } = forward(network, x, { training: true, dtype: "float64" });
  const [trained, kept] = [[...parameters], [...states]];
  return network.layers.flatMap((layer, i) => {
    const inputs = i === 0 ? network.features : shapes[i - 1]![1]!;
    return layerModules[layer.type]!(layer, inputs, shapes[i]![1]!).map((made) => {
      const own = (made.parameters ?? []).map((key) => [key, trained.shift()!] as const);
      const remembered = (made.states ?? []).map((key) => [key, kept.shift()!] as const);
      const matrix = own.find(([, { node }]) => node.shape.length === 2)?.[1];
      return {
        text: made.text,
        weights: new Map([...own, ...remembered].map(([key, { node }]) => [key, node.name!])),
        ...(matrix && { matrix }),
      };
    });
  });
}

/** How many outputs a network has. */
export const outputsOf = (network: Network): number =>
  forward(network, input("X", [1, network.features]), { training: false, dtype: "float64" }).output.shape[1]!;

/** The lines of the `nn.Sequential`. */
export const sequentialLines = (modules: readonly Module[]): string[] => [
  "nn.Sequential(",
  ...modules.map(({ text }) => `    ${text},`),
  ")",
];

/** `name = ` before the first of the lines. */
export const withName = (name: string, [first, ...rest]: readonly string[]): string[] => [
  `${name} = ${first}`,
  ...rest,
];

/** Classes of modules that PyTorch lacks. */
export const stepLines = (modules: readonly Module[]): string[] =>
  modules.some(({ text }) => text === "Step()")
    ? [
        ...["", "", "class Step(nn.Module):"],
        '    """1 above 0, else 0, with derivative 0."""',
        "",
        "    def forward(self, z):",
        "        return torch.sign(torch.relu(z))",
      ]
    : [];
