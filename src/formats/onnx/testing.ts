import { encodeModel } from "./schema/codec.ts";
import { type DataType, dataTypes } from "./schema/dataTypes.ts";
import type { Draft } from "./schema/message.ts";
import { enums } from "./schema/messages.ts";

const { FLOAT, INT, INTS } = enums["AttributeProto.AttributeType"];

export type Node = Draft<"NodeProto">;
export type Tensor = Draft<"TensorProto">;

/** A node of a graph for a test, named after its operator. */
export const node = (
  opType: string,
  input: string[],
  output: string[],
  attribute: Node["attribute"] = [],
): Node => ({
  name: `the ${opType}`,
  opType,
  input,
  output,
  attribute,
});

export const int = (name: string, i: number) => ({ name, type: INT, i: BigInt(i) });
export const ints = (name: string, ...values: number[]) => ({ name, type: INTS, ints: values.map(BigInt) });
export const float = (name: string, f: number) => ({ name, type: FLOAT, f });

/** A constant of a graph. */
export const tensor = (name: string, dims: number[], values: number[], type: DataType = "FLOAT"): Tensor => ({
  name,
  dims: dims.map(BigInt),
  dataType: dataTypes[type],
  ...(type === "FLOAT" && { floatData: new Uint8Array(Float32Array.from(values).buffer) }),
  ...(type === "DOUBLE" && { doubleData: new Uint8Array(Float64Array.from(values).buffer) }),
  ...(type === "INT64" && { int64Data: values.map(BigInt) }),
  ...((type === "INT32" || type === "BOOL") && { int32Data: values }),
});

/** An input or output of a graph. */
export const value = (
  name: string,
  lengths: (number | string)[],
  type: DataType = "FLOAT",
): Draft<"ValueInfoProto"> => ({
  name,
  type: {
    value: {
      case: "tensorType",
      value: {
        elemType: dataTypes[type],
        shape: {
          dim: lengths.map((length) => ({
            value:
              typeof length === "string"
                ? { case: "dimParam", value: length }
                : { case: "dimValue", value: BigInt(length) },
          })),
        },
      },
    },
  },
});

export const w = tensor("W", [2, 2], [1, 0, 0, 1]);
const v2 = tensor("v", [2], [1, 2]);

/** A file of a graph from x (N, 2) to y. */
export const file = (
  nodes: readonly Node[],
  weights: readonly Tensor[] = [w, v2],
  graph: Draft<"GraphProto"> = {},
  opset = 18,
): Uint8Array =>
  encodeModel({
    irVersion: 10n,
    opsetImport: [{ domain: "", version: BigInt(opset) }],
    graph: {
      node: nodes,
      initializer: weights,
      input: [value("x", ["N", 2])],
      output: [value("y", ["N", 2])],
      ...graph,
    },
  });
