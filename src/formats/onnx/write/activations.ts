import type { FloatType } from "../../../base/dtype.ts";
import type { Activation } from "../../../nn/activations.ts";
import type { Scalars } from "../../../op/algebra.ts";
import { table } from "../../../op/index.ts";
import type { Elementwise } from "../../../op/op.ts";
import { onnxAlgebra } from "../algebra.ts";
import type { GraphWriter } from "./graphWriter.ts";

/** How an activation is written where ONNX has an operator for it. */
interface Operator {
  /** The float types that onnxruntime has a kernel for. */
  readonly dtypes: readonly FloatType[];
  write(writer: GraphWriter, z: string, output: string): string;
}

const both = ["float32", "float64"] as const;
const single = ["float32"] as const;

const operator = (
  op: string,
  dtypes: readonly FloatType[],
  setting?: readonly [string, number],
): Operator => ({
  dtypes,
  write: (writer, z, output) =>
    writer.node(op, [z], output, setting && { [setting[0]]: { float: setting[1] } }),
});

/** Activations with operators of their own. Those that are not here are spelled out from the table of ops. */
const operators: Partial<Record<Activation, Operator>> = {
  sigmoid: operator("Sigmoid", both),
  tanh: operator("Tanh", both),
  relu: operator("Relu", both),
  leakyRelu: operator("LeakyRelu", single, ["alpha", table.leakyRelu.attributes.slope]),
  elu: operator("Elu", single, ["alpha", table.elu.attributes.alpha]),
  selu: operator("Selu", single),
  softplus: operator("Softplus", single),
  gelu: operator("Gelu", single),
  silu: {
    // onnxruntime 1.30 fuses the two nodes into one that it has no float64 kernel for.
    dtypes: single,
    write: (writer, z, output) =>
      writer.node("Mul", [z, writer.node("Sigmoid", [z], `${output}.sigmoid`)], output),
  },
  step: {
    dtypes: both,
    write: (writer, z, output) =>
      writer.cast(
        writer.node("Greater", [z, writer.constant("zero", [0], [])], `${output}.positive`),
        writer.type,
        output,
      ),
  },
  softmax: {
    dtypes: both,
    write: (writer, z, output) => writer.node("Softmax", [z], output, { axis: { int: -1 } }),
  },
};

/** Whether an activation is written as an operator, or two: else it is spelled out. */
export const hasOperator = (name: Activation, dtype: FloatType): boolean =>
  name === "identity" || operators[name]?.dtypes.includes(dtype) === true;

/** Writes `g(z)`; returns the tensor it is in. */
export function writeActivation(writer: GraphWriter, name: Activation, z: string, output: string): string {
  if (name === "identity") return z;
  if (hasOperator(name, writer.dtype)) return operators[name]!.write(writer, z, output);
  const k = onnxAlgebra<string>(
    writer.dtype,
    (op, ...inputs) => writer.node(op, inputs, `${output}.${op}`),
    (value) => writer.constant(`${output}.constant`, [value], []),
  );
  return writer.node("Identity", [spelled(name, k, z)], output);
}

/** An activation as its op states it. */
export function spelled<T>(name: Activation, k: Scalars<T>, z: T): T {
  const ops: Readonly<Record<string, unknown>> = table;
  const op = ops[name] as Elementwise;
  return op.value(k, z, op.attributes);
}
