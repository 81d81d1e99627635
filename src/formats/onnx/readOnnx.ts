import type { Imported } from "../imported.ts";
import { findProof, proofName } from "../proof/text.ts";
import { attributesOf } from "./read/attributes.ts";
import { constantsOf } from "./read/constants.ts";
import { describedModel } from "./read/described.ts";
import { axesOf, elementType, operatorName, readGraph } from "./read/graph.ts";
import { epsilonOf } from "./read/operators/norms.ts";
import { operators } from "./read/operators.ts";
import { pathOf } from "./read/path.ts";
import { nodeName } from "./read/refuse.ts";
import { stackOf } from "./read/stack.ts";
import { decodeModel } from "./schema/codec.ts";
import { dataTypes } from "./schema/dataTypes.ts";
import type { Message } from "./schema/message.ts";

/** Numbers beyond those of the file, for small arrays that are broadcast. */
const allowance = 1_000_000;

/**
 * The network in an ONNX file of a multilayer perceptron, whoever wrote it: layers in sequence over rows of numbers. A
 * standardization at the beginning becomes the model's scaling. A float64 output makes a float64 model, any other one
 * a float32 model. A file of {@link writeOnnx} gives the same model again, to the bit.
 *
 * @param who the file's name, for messages
 * @throws ChainruleError `data` that names the node, its operator and what to do, for what no layers can say; for data
 * in other files; and for a file that is damaged
 *
 * @example
 * const model = mlp(1, dense(2, "relu"), dense(1));
 * model.setWeights({ W1: [[1, -1]], b1: [0, 0], W2: [[1], [1]], b2: [0] });
 * const { model: again } = readOnnx(await writeOnnx(model));
 * (await again.predict([[-3]])).tolist(); // [[3]]
 */
export function readOnnx(bytes: Uint8Array, who = "readOnnx"): Imported {
  const file = decodeModel(bytes, who);
  const metadata = new Map(file.metadataProps.map(({ key, value }) => [key, value]));
  const proof = findProof(metadata.get(proofName) ?? "", who);
  const text = metadata.get("chainrule");
  const described = text === undefined ? undefined : describedModel(file, text, who);
  const notes: string[] = [];
  if (text !== undefined && !described)
    notes.push("The description in the file is of another graph: the layers are read from the graph.");
  return {
    ...(described ?? { model: readLayers(file, bytes.length, notes, who) }),
    ...(proof && { proof }),
    notes,
  };
}

/** The layers as the graph has them. */
function readLayers(file: Message<"ModelProto">, size: number, notes: string[], who: string) {
  const graph = readGraph(file, who);
  const constants = constantsOf(graph, 8 * allowance + 2 * size);
  const path = pathOf(graph, constants);
  let place = who;
  const stack = stackOf({
    axes: axesOf(graph.input),
    mostWeights: allowance + size / 2,
    notes,
    who: () => place,
  });
  for (const step of path.steps) {
    const { node } = step;
    place = nodeName(node, who);
    if (step.kind === "operator") {
      const { inputs, dataAt } = step;
      const attributes = attributesOf(node, who);
      operators[operatorName(node)]!(stack, { node, who, opset: graph.opset, attributes, inputs, dataAt });
    } else if (step.kind === "activation") stack.activation(step.activation);
    else {
      const { gamma, beta, mean, variance, epsilon } = step.constants;
      const small = epsilonOf(epsilon!);
      if (mean && variance) stack.batchNorm({ gamma: gamma!, beta: beta!, mean, variance }, small);
      else stack.layerNorm(gamma!, beta, small);
    }
  }
  place = who;
  const model = stack.model(elementType(graph.output) === dataTypes.DOUBLE ? "float64" : "float32");
  notes.push(...path.notes);
  if (constants.sawHalves()) notes.push("Weights of 16 bits became float32.");
  for (const name of graph.leftOut) notes.push(`The output "${name}" was left out.`);
  return model;
}
