import type { NDArray } from "../../../array/ndarray.ts";
import type { FloatType } from "../../../base/dtype.ts";
import type { Shape } from "../../../base/shape.ts";
import { type DataType, dataTypes } from "../schema/dataTypes.ts";
import type { Draft } from "../schema/message.ts";
import { enums } from "../schema/messages.ts";

const attributeTypes = enums["AttributeProto.AttributeType"];

/** Whole numbers and floats are told apart: ONNX has a type for each. */
export type Setting = { readonly int: number } | { readonly float: number };

/** Collects the nodes and weights of a graph. Tensors are known by their names, each given once. */
export interface GraphWriter {
  readonly dtype: FloatType;
  /** The element type of numbers in the network. */
  readonly type: DataType;
  /** A name that no other tensor has: the one asked for, or it with `_2`, `_3`, ... behind it. */
  unique(name: string): string;
  /** Weights as they are, under their own name. */
  weight(name: string, array: NDArray): string;
  /** Numbers known when the graph is written; the same ones are stored once. */
  constant(name: string, values: readonly number[], shape: Shape, type?: DataType): string;
  /** Texts, in one row. */
  texts(name: string, values: readonly string[]): string;
  /** A node with one output, which it is named after; returns the output. */
  node(
    op: string,
    inputs: readonly string[],
    output: string,
    settings?: Readonly<Record<string, Setting>>,
  ): string;
  cast(input: string, to: DataType, output: string): string;
  graph(
    parts: Required<Pick<Draft<"GraphProto">, "name" | "docString" | "input" | "output">>,
  ): Draft<"GraphProto">;
}

export function graphWriter(dtype: FloatType): GraphWriter {
  const taken = new Set<string>();
  const nodes: Draft<"NodeProto">[] = [];
  const initializers: Draft<"TensorProto">[] = [];
  const constants = new Map<string, string>();
  const type = dtype === "float64" ? "DOUBLE" : "FLOAT";

  function unique(name: string): string {
    let found = name;
    for (let count = 2; taken.has(found); count++) found = `${name}_${count}`;
    taken.add(found);
    return found;
  }

  function node(
    op: string,
    inputs: readonly string[],
    output: string,
    settings: Readonly<Record<string, Setting>> = {},
  ): string {
    const name = unique(output);
    const attribute = Object.entries(settings).map(([key, value]) =>
      "int" in value
        ? { name: key, type: attributeTypes.INT, i: BigInt(value.int) }
        : { name: key, type: attributeTypes.FLOAT, f: value.float },
    );
    nodes.push({ name: `${op} ${name}`, opType: op, input: inputs, output: [name], attribute });
    return name;
  }

  return {
    dtype,
    type,
    unique,
    weight(name, { data, shape }) {
      initializers.push({
        name,
        dims: shape.map(BigInt),
        dataType: dataTypes[type],
        rawData: rawOf(data, type),
      });
      return name;
    },
    constant(name, values, shape, of = type) {
      const key = `${of} ${shape} ${values.map((value) => (Object.is(value, -0) ? "-0" : value))}`;
      const known = constants.get(key);
      if (known !== undefined) return known;
      const fresh = unique(name);
      constants.set(key, fresh);
      initializers.push({
        name: fresh,
        dims: shape.map(BigInt),
        dataType: dataTypes[of],
        rawData: rawOf(values, of),
      });
      return fresh;
    },
    texts(name, values) {
      const fresh = unique(name);
      const encoder = new TextEncoder();
      initializers.push({
        name: fresh,
        dims: [1n, BigInt(values.length)],
        dataType: dataTypes.STRING,
        stringData: values.map((value) => encoder.encode(value)),
      });
      return fresh;
    },
    node,
    cast: (input, to, output) => node("Cast", [input], output, { to: { int: dataTypes[to] } }),
    graph: (parts) => ({ ...parts, node: nodes, initializer: initializers }),
  };
}

/** A tensor of rows: as many as come at once, `N`, and so many numbers or texts in each. */
export const rowsOf = (
  name: string,
  type: DataType,
  width: number,
  docString: string,
): Draft<"ValueInfoProto"> => ({
  name,
  docString,
  type: {
    value: {
      case: "tensorType",
      value: {
        elemType: dataTypes[type],
        shape: {
          dim: [
            { value: { case: "dimParam", value: "N" } },
            { value: { case: "dimValue", value: BigInt(width) } },
          ],
        },
      },
    },
  },
});

/** Elements in little-endian order. */
function rawOf(values: ArrayLike<number>, type: DataType): Uint8Array {
  const width = type === "FLOAT" ? 4 : 8;
  const bytes = new Uint8Array(values.length * width);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) {
    if (type === "FLOAT") view.setFloat32(i * width, values[i]!, true);
    else if (type === "INT64") view.setBigInt64(i * width, BigInt(values[i]!), true);
    else view.setFloat64(i * width, values[i]!, true);
  }
  return bytes;
}
