import { fail } from "../../../base/error.ts";
import { dataTypeName, dataTypes } from "../schema/dataTypes.ts";
import type { Message } from "../schema/message.ts";
import { type Node, nodeName, shortened } from "./refuse.ts";

/** A graph, its tensors found by name. */
export interface Graph {
  readonly who: string;
  /** The operator set of the default domain. */
  readonly opset: number;
  readonly producers: ReadonlyMap<string, Node>;
  readonly initializers: ReadonlyMap<string, Message<"TensorProto">>;
  readonly input: Message<"ValueInfoProto">;
  readonly output: Message<"ValueInfoProto">;
  /** Outputs that were left out: class labels beside their probabilities. */
  readonly leftOut: readonly string[];
}

const floats: readonly number[] = [dataTypes.FLOAT, dataTypes.DOUBLE, dataTypes.FLOAT16, dataTypes.BFLOAT16];

/**
 * Finds the tensors of a graph, each of which one node or initializer gives.
 *
 * @throws ChainruleError `data` for no graph, a tensor that is given twice, data in another file, or other than one
 * input and one output of numbers
 */
export function readGraph(model: Message<"ModelProto">, who: string): Graph {
  const { graph } = model;
  if (!graph || graph.node.length === 0)
    return fail("data", { who, expected: "an ONNX model with a graph of nodes", got: "none" });
  const initializers = new Map<string, Message<"TensorProto">>();
  for (const tensor of graph.initializer) {
    if (initializers.has(tensor.name)) twice(who, tensor.name);
    initializers.set(tensor.name, tensor);
  }
  const producers = new Map<string, Node>();
  for (const node of graph.node)
    for (const name of node.output) {
      // An optional output that is not asked for has the empty name.
      if (name === "") continue;
      if (producers.has(name) || initializers.has(name)) twice(nodeName(node, who), name);
      producers.set(name, node);
    }
  // Before version 4 of the format, initializers were listed among the inputs.
  const inputs = graph.input.filter(({ name }) => !initializers.has(name));
  const [input] = inputs;
  if (!input || inputs.length > 1) {
    const names = inputs.map(({ name }) => `"${shortened(name)}"`).slice(0, 5);
    return fail("data", {
      who,
      expected: "one input, the numbers of the network,",
      got: input ? `${inputs.length}: ${names.join(", ")}` : "none",
      fix: input ? "Export the network behind the columns." : undefined,
    });
  }
  if (producers.has(input.name)) twice(who, input.name);
  return {
    who,
    opset: Number(model.opsetImport.find(({ domain }) => isDefault(domain))?.version ?? 1n),
    producers,
    initializers,
    input,
    ...outputOf(graph.output, who),
  };
}

/** An operator with its domain, where that is not the default: `ai.onnx.ml.Scaler`. */
export const operatorName = ({ domain, opType }: Node): string =>
  isDefault(domain) ? opType : `${domain}.${opType}`;

/** Whether a domain is that of the operators of ONNX itself. */
export const isDefault = (domain: string): boolean => domain === "" || domain === "ai.onnx";

const twice = (who: string, name: string): never =>
  fail("data", { who, expected: "each tensor given once", got: `"${shortened(name)}" twice` });

function outputOf(outputs: Message<"GraphProto">["output"], who: string): Pick<Graph, "output" | "leftOut"> {
  const numbers = outputs.filter((output) => floats.includes(elementType(output) ?? dataTypes.FLOAT));
  const [output] = numbers;
  if (!output || numbers.length > 1)
    return fail("data", {
      who,
      expected: "one output of floats",
      got: outputs.map(describe).slice(0, 5).join(", ") || "none",
      fix: "Export the network with the one output that is to be predicted.",
    });
  return { output, leftOut: outputs.filter((other) => other !== output).map(({ name }) => name) };
}

const describe = (value: Message<"ValueInfoProto">): string =>
  `"${shortened(value.name)}" of ${dataTypeName(elementType(value) ?? 0)}`;

/** The element type of an input or output, where it is stated. */
export const elementType = ({ type }: Message<"ValueInfoProto">): number | undefined =>
  type?.value.case === "tensorType" ? type.value.value.elemType : type ? 0 : undefined;

/** The lengths of an input's axes, undefined where they may be any; undefined altogether where nothing is stated. */
export function axesOf({ type }: Message<"ValueInfoProto">): readonly (number | undefined)[] | undefined {
  if (type?.value.case !== "tensorType") return undefined;
  return type.value.value.shape?.dim.map(({ value }) =>
    value.case === "dimValue" && value.value > 0n ? Number(value.value) : undefined,
  );
}
