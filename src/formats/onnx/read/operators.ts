import { table } from "../../../op/index.ts";
import { activation, gelu } from "./operators/activations.ts";
import { add, affine, scaler } from "./operators/features.ts";
import { batchNormalization, layerNormalization } from "./operators/norms.ts";
import { alongRows, type Read } from "./operators/occurrence.ts";
import { gemm, matMul } from "./operators/products.ts";
import { cast, concat, dropout, flatten, identity, reshape } from "./operators/unchanged.ts";

const { slope } = table.leakyRelu.attributes;

/** The operators that layers are made of. */
export const operators: Readonly<Record<string, Read>> = {
  Gemm: gemm,
  MatMul: matMul,
  Add: add,
  Sub: affine("sub"),
  Mul: affine("mul"),
  Div: affine("div"),
  Sigmoid: activation("sigmoid"),
  Tanh: activation("tanh"),
  Relu: activation("relu"),
  LeakyRelu: activation("leakyRelu", ["alpha", 0.01, slope]),
  Elu: activation("elu", ["alpha", 1, table.elu.attributes.alpha]),
  Selu: activation(
    "selu",
    ["alpha", 1.6732632423543772, 1.6732632423543772],
    ["gamma", 1.0507009873554805, 1.0507009873554805],
  ),
  Softplus: activation("softplus"),
  Swish: activation("silu", ["alpha", 1, 1]),
  Gelu: gelu,
  Softmax: alongRows(activation("softmax")),
  BatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization,
  Flatten: flatten,
  Reshape: reshape,
  Concat: concat,
  Identity: identity,
  Cast: cast,
  Dropout: dropout,
  "ai.onnx.ml.Scaler": scaler,
};
