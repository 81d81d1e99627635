import * as v from "valibot";
import { ChainruleError } from "../../../base/error.ts";
import { input } from "../../../graph/build.ts";
import { forward } from "../../../nn/network.ts";
import { sequential } from "../../../train/model.ts";
import { descriptionFrom } from "../../description.ts";
import type { Imported } from "../../imported.ts";
import { parseJson } from "../../parseJson.ts";
import { encodeGraph } from "../schema/codec.ts";
import { dataTypes } from "../schema/dataTypes.ts";
import type { Message } from "../schema/message.ts";
import { graphOf } from "../write/network.ts";
import { elementType } from "./graph.ts";
import { readTensor } from "./tensor.ts";

/** What the description says besides: what the graph takes. */
const schema = v.object({ inputs: v.picklist(["numbers", "columns"]) });

/**
 * The model that the metadata describe, if its graph is the one in the file: the description is written as a graph
 * again, with the file's weights, and byte for byte the same. It knows what no graph says, such as a dropout or the
 * initializers. Undefined where it describes another graph, or nothing.
 */
export function describedModel(
  { graph }: Message<"ModelProto">,
  text: string,
  who: string,
): Pick<Imported, "model" | "about" | "inputs"> | undefined {
  try {
    const json: unknown = parseJson(text);
    const { success, output } = v.safeParse(schema, json);
    if (!success || !graph) return undefined;
    const { network, scaling, about } = descriptionFrom(json, who);
    const { inputs } = output;
    const model = sequential(network.features, network.layers);
    const [y] = graph.output;
    const dtype = y && elementType(y) === dataTypes.DOUBLE ? "float64" : "float32";
    const x = input("X", [1, network.features], dtype);
    const { parameters, states } = forward(network, x, { training: true, dtype });
    const names = new Set([...parameters, ...states].map(({ node }) => node.name!));
    const own = graph.initializer.filter(({ name }) => names.has(name));
    model.setWeights(
      Object.fromEntries(own.map((tensor) => [tensor.name, readTensor(tensor, who)])),
      dtype,
      scaling,
    );
    const again = encodeGraph(graphOf(model, inputs, about));
    if (!isSame(again, encodeGraph(graph))) return undefined;
    return { model, ...(about && { about }), ...(inputs === "columns" && { inputs }) };
  } catch (error) {
    // Layers that cannot be, or that the weights do not fit: the graph tells what the network is.
    if (error instanceof ChainruleError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);
