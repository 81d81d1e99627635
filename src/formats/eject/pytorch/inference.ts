import { asArray } from "../../../array/convert.ts";
import type { FloatType } from "../../../base/dtype.ts";
import type { Scaling } from "../../../data/scaling.ts";
import type { Model } from "../../../train/model.ts";
import { transposed } from "../../transposed.ts";
import type { EjectOptions } from "../ejector.ts";
import { decoderLines, type Maker, pythonArray } from "../python/arrays.ts";
import { encodingLines } from "../python/encoding.ts";
import {
  classLines,
  heading,
  indented,
  mainLines,
  nameLines,
  proofLines,
  standardImports,
} from "../python/frame.ts";
import { type Module, modulesOf, outputsOf, sequentialLines, stepLines, withName } from "./modules.ts";

/**
 * A trained network as a PyTorch program: an `nn.Sequential` with its state dict inside, `predict(x)`, and a
 * `__main__` that reads rows from the standard input.
 *
 * @throws ChainruleError `usage` before the model has weights
 *
 * @example
 * const model = mlp(2, dense(1, "tanh"));
 * model.setWeights({ W1: [[2], [0.5]], b1: [-1] });
 * const text = await pytorchInference(model);
 * text.includes('"0.weight": torch.tensor([[2, 0.5]], dtype=torch.float32),'); // true
 */
export async function pytorchInference(model: Model, { about }: EjectOptions = {}): Promise<string> {
  const { network, dtype, scaling } = model;
  const proof = await proofLines(model);
  const modules = modulesOf(network);
  const state = stateLines(model, modules);
  const buffers = scaling ? standardizeLines(scaling, dtype) : [];
  const isLong = [...state, ...buffers].some((line) => line.includes("decoded("));
  const names = nameLines(about);
  const rest = [
    ...(names.length > 0 ? ["", ...names] : []),
    ...stepLines(modules),
    ...(isLong ? decoderLines : []),
    ...buffers,
    "",
    "",
    ...withName("network", sequentialLines(modules)),
    ...(dtype === "float64" ? ["network.double()"] : []),
    ...state,
    "network.eval()",
    ...["", "", "@torch.no_grad()", "def predict(x):", '    """The outputs for x, an example a row."""'],
    `    X = torch.as_tensor(np.asarray(x, dtype=np.${dtype}))`,
    `    return network(${scaling ? "standardize(X)" : "X"}).numpy()`,
    ...classLines(about, outputsOf(network)),
    ...encodingLines(about?.encoding),
    ...mainLines(network.features),
  ];
  const imports = ["import numpy as np", "import torch", "from torch import nn"];
  return `${[...heading(model), ...standardImports(rest.join("\n")), "", ...imports, ...rest, ...proof].join("\n")}\n`;
}

const maker: Maker = { list: "torch.tensor", array: "torch.from_numpy", module: "torch" };

/** The state dict. PyTorch has a row of weights for each unit. */
function stateLines({ weights }: Model, modules: readonly Module[]): string[] {
  const lines = modules.flatMap((module, place) =>
    [...module.weights].flatMap(([key, name]) => {
      const array = weights![name]!;
      const { text, isLong } = pythonArray(array.shape.length === 2 ? transposed(array) : array, maker);
      const entry = `"${place}.${key}": ${text},`;
      return isLong ? [`    ${entry}`] : indented(entry.split("\n"));
    }),
  );
  return lines.length === 0 ? [] : ["network.load_state_dict({", ...lines, "})"];
}

/** The scaling as a module with buffers: it is measured in float64, and applied before rounding. */
function standardizeLines(scaling: Scaling, dtype: FloatType): string[] {
  const buffer = ([name, numbers]: [string, readonly number[]]) =>
    `        self.register_buffer("${name}", ${pythonArray(asArray([...numbers]), maker).text})`;
  return [
    ...["", "", "class Standardize(nn.Module):", '    """(x - offset) / scale, column by column."""', ""],
    ...["    def __init__(self):", "        super().__init__()", ...Object.entries(scaling).map(buffer)],
    ...[
      "",
      "    def forward(self, x):",
      `        return ((x - self.offset) / self.scale).to(torch.${dtype})`,
    ],
    ...["", "", "standardize = Standardize()"],
  ];
}
