import { input } from "../../../graph/build.ts";
import { forward, layerKind } from "../../../nn/network.ts";
import type { Model } from "../../../train/model.ts";
import type { About } from "../../imported.ts";
import type { Draft } from "../schema/message.ts";
import { writeColumns, writeUnscaled } from "./columns.ts";
import { type GraphWriter, graphWriter, rowsOf } from "./graphWriter.ts";
import { type LayerScope, writeLayer } from "./layers.ts";

/** What the inputs of a graph are: the numbers of the network, or the columns of the data they come from. */
export type Inputs = "numbers" | "columns";

/** The graph of a model: its scaling, then its layers. The same model gives the same graph. */
export function graphOf(model: Model, inputs: Inputs, about: About = {}): Draft<"GraphProto"> {
  const { network, dtype } = model;
  const writer = graphWriter(dtype);
  // Weights keep their names, whatever the columns are called.
  for (const name of Object.keys(model.weights!)) writer.unique(name);
  const encoding = inputs === "columns" ? about.encoding : undefined;
  const columns = encoding && writeColumns(writer, encoding);
  const x = columns?.x ?? writer.unique("X");
  const scopeOf = scopes(writer, model);
  const scaled = writeScaling(writer, model, x, columns !== undefined);
  const y = network.layers.reduce((before, layer) => writeLayer(layer, before, scopeOf(layer)), scaled);
  const unscaled = encoding ? writeUnscaled(writer, encoding, y) : y;
  const output = unscaled === x ? writer.node("Identity", [unscaled], "Y") : unscaled;
  const rows = input("X", [1, network.features], dtype);
  const width = forward(network, rows, { training: false, dtype }).output.shape[1]!;
  const layers = network.layers.map((layer) => layerKind(layer).text(layer));
  return writer.graph({
    name: "network",
    docString: `A network of ${network.features} inputs and the layers ${layers.join(", ")}.`,
    input: columns?.inputs ?? [rowsOf(x, writer.type, network.features, listed(about.features))],
    output: [rowsOf(output, writer.type, width, listed(about.classes ?? about.targets))],
  });
}

const listed = (names: readonly string[] = []): string => names.join(", ");

/** `(X - offset) / scale`, in float64 whatever the network is in, as the model itself does it. */
function writeScaling(writer: GraphWriter, { scaling }: Model, x: string, isWide: boolean): string {
  let value = x;
  if (scaling) {
    const numbers = (name: "offset" | "scale") =>
      writer.constant(name, scaling[name], [scaling[name].length], "DOUBLE");
    const wide = isWide || writer.type === "DOUBLE" ? x : writer.cast(x, "DOUBLE", "Xwide");
    const centered = writer.node("Sub", [wide, numbers("offset")], "Xcentered");
    value = writer.node("Div", [centered, numbers("scale")], "Xscaled");
  }
  return writer.type === "FLOAT" && (isWide || scaling) ? writer.cast(value, "FLOAT", "A0") : value;
}

/** The scope of each layer, asked for in order: it takes its weights out of those that no layer before it took. */
function scopes(
  writer: GraphWriter,
  { weights }: Model,
): (layer: Parameters<typeof layerKind>[0]) => LayerScope {
  const left = new Set(Object.keys(weights!));
  let number = 0;
  return (layer) => {
    if (layerKind(layer).numbered) number++;
    const own = new Map<string, string>();
    let suffix = String(number);
    const nameOf = (symbol: string): string => {
      const known = own.get(symbol);
      if (known !== undefined) return known;
      const name = [...left].find((other) => other.startsWith(`${symbol}${number}`))!;
      left.delete(name);
      own.set(symbol, name);
      suffix = name.slice(symbol.length);
      return name;
    };
    return {
      writer,
      put: (symbol) => writer.weight(nameOf(symbol), weights![nameOf(symbol)]!),
      weight: (symbol) => weights![nameOf(symbol)]!,
      name: (symbol) => `${symbol}${suffix}`,
    };
  };
}
