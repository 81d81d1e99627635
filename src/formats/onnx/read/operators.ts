import { NDArray } from "../../../array/ndarray.ts";
import type { Activation } from "../../../nn/activations.ts";
import { table } from "../../../op/index.ts";
import { dataTypeName, dataTypes } from "../schema/dataTypes.ts";
import { type Attributes, shortest } from "./attributes.ts";
import { transposed } from "./constants.ts";
import { type Node, refuseNode } from "./refuse.ts";
import type { Stack } from "./stack.ts";

/** What an operator is read with. */
export interface Occurrence {
  readonly node: Node;
  readonly who: string;
  readonly opset: number;
  readonly attributes: Attributes;
  /** Constant inputs by their place. */
  readonly inputs: readonly (NDArray | undefined)[];
  readonly dataAt: number;
}

type Read = (stack: Stack, occurrence: Occurrence) => void;

const refuse = ({ node, who }: Occurrence, expected: string, got: string, fix?: string) =>
  refuseNode(node, who, expected, got, fix);

const requireDataFirst = (occurrence: Occurrence) => {
  if (occurrence.dataAt !== 0)
    refuse(occurrence, "the data as its first input", `it as input ${occurrence.dataAt + 1}`);
};

/** An activation, whose attributes must be the ones that it has here. */
const activation =
  (
    name: Activation,
    ...settings: readonly (readonly [name: string, otherwise: number, needed: number])[]
  ): Read =>
  (stack, occurrence) => {
    for (const [key, otherwise, needed] of settings) {
      const value = occurrence.attributes.float(key, otherwise);
      if (Math.abs(value - needed) > 1e-6 * needed)
        refuse(
          occurrence,
          `${key} ${needed}, as ${name} has it,`,
          String(value),
          "Train the network with it.",
        );
    }
    stack.activation(name);
  };

const alongRows =
  (read: Read): Read =>
  (stack, occurrence) => {
    const axis = occurrence.attributes.int("axis", occurrence.opset < 13 ? 1 : -1);
    if (axis !== 1 && axis !== -1) refuse(occurrence, "the axis 1 or -1", String(axis));
    read(stack, occurrence);
  };

/** An array times a number, as it is where the number is 1. */
const times = (factor: number, array: NDArray): NDArray => {
  if (factor !== 1) for (let i = 0; i < array.size; i++) array.data[i]! *= factor;
  return array;
};

const copied = (array: NDArray): NDArray => array.astype(array.dtype);

const gemm: Read = (stack, occurrence) => {
  requireDataFirst(occurrence);
  const { attributes, inputs } = occurrence;
  if (attributes.int("transA", 0) !== 0) refuse(occurrence, "examples in rows", "transA 1");
  const b = inputs[1];
  if (b?.ndim !== 2) return refuse(occurrence, "weights with two axes", b ? `${b.ndim}` : "none");
  const alpha = attributes.float("alpha", 1);
  const beta = attributes.float("beta", 1);
  const w = attributes.int("transB", 0) === 0 ? b : transposed(b);
  const c = inputs[2];
  stack.dense(alpha === 1 ? w : times(alpha, copied(w)), c && (beta === 1 ? c : times(beta, copied(c))));
};

const matMul: Read = (stack, occurrence) => {
  requireDataFirst(occurrence);
  const w = occurrence.inputs[1];
  if (w?.ndim !== 2) return refuse(occurrence, "weights with two axes", w ? `${w.ndim}` : "none");
  stack.dense(w);
};

/** The constant beside the data of an operator of two. */
const otherOf = (occurrence: Occurrence): NDArray =>
  occurrence.inputs[1 - occurrence.dataAt] ?? refuse(occurrence, "a second input", "none");

const add: Read = (stack, occurrence) => stack.add(otherOf(occurrence));

const affine =
  (op: "sub" | "mul" | "div"): Read =>
  (stack, occurrence) => {
    if (op !== "mul") requireDataFirst(occurrence);
    stack.affine(op, otherOf(occurrence));
  };

/** `(x - offset) scale`, as scikit-learn's converter writes a StandardScaler. */
const scaler: Read = (stack, { attributes }) => {
  for (const [op, key] of [
    ["sub", "offset"],
    ["mul", "scale"],
  ] as const) {
    const values = Float32Array.from(attributes.floats(key));
    stack.affine(op, new NDArray(values, [values.length], "float32"));
  }
};

const batchNormalization: Read = (stack, occurrence) => {
  requireDataFirst(occurrence);
  const { attributes, inputs } = occurrence;
  if (attributes.int("training_mode", 0) !== 0)
    refuse(
      occurrence,
      "a network for prediction",
      "training_mode 1",
      "Export it in evaluation mode: model.eval().",
    );
  const [, gamma, beta, mean, variance] = inputs;
  if (!gamma || !beta || !mean || !variance)
    return refuse(occurrence, "scale, bias, mean and variance", "fewer");
  const momentum = attributes.float("momentum", 0.9);
  stack.batchNorm({ gamma, beta, mean, variance }, attributes.float("epsilon", 1e-5), momentum);
};

const layerNormalization: Read = (stack, occurrence) => {
  requireDataFirst(occurrence);
  const [, gamma, beta] = occurrence.inputs;
  if (!gamma) return refuse(occurrence, "a scale", "none");
  stack.layerNorm(gamma, beta, occurrence.attributes.float("epsilon", 1e-5));
};

const harmlessTypes: readonly number[] = [dataTypes.FLOAT, dataTypes.DOUBLE];

const cast: Read = (_, occurrence) => {
  const to = occurrence.attributes.int("to", 0);
  if (!harmlessTypes.includes(to))
    refuse(
      occurrence,
      "a cast to FLOAT or DOUBLE",
      `to ${dataTypeName(to)}`,
      "Export the network in float32.",
    );
};

const dropout: Read = (stack, occurrence) => {
  requireDataFirst(occurrence);
  if (occurrence.inputs[2]?.data[0])
    refuse(
      occurrence,
      "a network for prediction",
      "training_mode 1",
      "Export it in evaluation mode: model.eval().",
    );
  stack.same();
};

const flatten: Read = (stack, occurrence) => {
  const axis = occurrence.attributes.int("axis", 1);
  if (axis !== 1) refuse(occurrence, "axis 1", String(axis));
  stack.rows(undefined);
};

const reshape: Read = (stack, occurrence) => {
  requireDataFirst(occurrence);
  const to = occurrence.inputs[1];
  const [rows, width] = to?.data ?? [];
  const isRows = to?.size === 2 && (rows === -1 || rows === 0 || rows === stack.examples) && width !== 0;
  if (!isRows || (rows === -1 && width === -1))
    refuse(
      occurrence,
      "a shape (examples, features)",
      to ? `(${Array.from(to.data.slice(0, 8)).join(", ")})` : "none",
    );
  stack.rows(width === -1 ? undefined : width);
};

const gelu: Read = (stack, occurrence) => {
  const approximate = occurrence.attributes.text("approximate", "none");
  if (approximate !== "none")
    refuse(
      occurrence,
      'approximate "none"',
      `"${approximate}"`,
      "It is off by up to 0.0005 from the one here.",
    );
  stack.activation("gelu");
};

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
  Softmax: alongRows((stack) => stack.activation("softmax")),
  BatchNormalization: batchNormalization,
  LayerNormalization: alongRows(layerNormalization),
  Flatten: flatten,
  Reshape: reshape,
  Concat: (_, occurrence) => {
    if (occurrence.node.input.length !== 1)
      refuse(occurrence, "one input", `${occurrence.node.input.length}`);
  },
  Identity: (stack) => stack.same(),
  Cast: cast,
  Dropout: dropout,
  "ai.onnx.ml.Scaler": scaler,
};

/** The number that stands for epsilon where it is a tensor; NaN for one that is no single number. */
export function epsilonOf({ data, dtype, size }: NDArray): number {
  const value = size === 1 ? data[0]! : Number.NaN;
  return dtype === "float32" ? shortest(value) : value;
}
