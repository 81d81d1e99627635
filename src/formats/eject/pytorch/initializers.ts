import type { Parameter } from "../../../nn/network.ts";

interface Drawing {
  /** The tensor that is filled. */
  readonly w: string;
  readonly inputs: number;
  readonly numbers: readonly number[];
}

/** Each initializer as `torch.nn.init` has it, or by the numbers that define it. */
const drawings: Readonly<Record<string, (drawing: Drawing) => string>> = {
  zeros: ({ w }) => `zeros_(${w})`,
  constant: ({ w, numbers: [value = 0] }) => `constant_(${w}, ${value})`,
  uniform: ({ w, numbers: [low = -1, high = 1] }) => `uniform_(${w}, ${low}, ${high})`,
  normal: ({ w, numbers: [mean = 0, sd = 1] }) => `normal_(${w}, ${mean}, ${sd})`,
  lecunUniform: ({ w, inputs }) => `uniform_(${w}, -((3 / ${inputs}) ** 0.5), (3 / ${inputs}) ** 0.5)`,
  lecunNormal: ({ w, inputs }) => `normal_(${w}, 0, (1 / ${inputs}) ** 0.5)`,
  glorotUniform: ({ w }) => `xavier_uniform_(${w})`,
  glorotNormal: ({ w }) => `xavier_normal_(${w})`,
  heUniform: ({ w }) => `kaiming_uniform_(${w}, nonlinearity="relu")`,
  heNormal: ({ w }) => `kaiming_normal_(${w}, nonlinearity="relu")`,
  orthogonal: ({ w, numbers: [gain = 1] }) => `orthogonal_(${w}, ${gain})`,
};

/**
 * The line that draws a matrix in PyTorch, whose biases begin at 0.
 *
 * @example
 * const matrix = { node: input("W1", [4, 2]), initializer: { name: "lecunNormal", numbers: [] } };
 * initLine("network[0].weight", matrix); // "nn.init.normal_(network[0].weight, 0, (1 / 4) ** 0.5)"
 */
export const initLine = (w: string, { node, initializer: { name, numbers } }: Parameter): string =>
  `nn.init.${drawings[name]!({ w, inputs: node.shape[0]!, numbers })}`;
