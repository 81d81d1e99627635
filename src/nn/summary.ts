import { formatShape, type Shape, sizeOf } from "../base/shape.ts";
import { input } from "../graph/build.ts";
import type { Node } from "../graph/node.ts";
import { forward, layerKind, type Network } from "./network.ts";

/**
 * A table of the layers of a network: what each one is, the shape that leaves it (m examples), its arrays and how
 * many trained numbers they hold, and the sums.
 *
 * @throws ChainruleError `shape` or `usage` where the layers do not fit together
 *
 * @example
 * summary({ features: 2, layers: [dense(1, "sigmoid")] }).split("\n").length; // 3
 */
export function summary(network: Network): string {
  const counts = network.layers.map((layer, i) => {
    const before = arraysOf(network, i);
    const after = arraysOf(network, i + 1);
    const parameters = after.parameters.slice(before.parameters.length);
    const states = after.states.slice(before.states.length);
    return { layer, shape: after.shape, parameters, states };
  });
  const total = sum(counts.flatMap(({ parameters }) => parameters));
  const running = sum(counts.flatMap(({ states }) => states));
  const rows = [
    ["layer", "output", "arrays", "parameters"],
    ...counts.map(({ layer, shape, parameters, states }) => [
      layerKind(layer).text(layer),
      batchShape(shape),
      [...parameters, ...states].map((node) => `${node.name} ${formatShape(node.shape)}`).join(", "),
      sum(parameters).toLocaleString("en-US"),
    ]),
    ["total", "", "", total.toLocaleString("en-US")],
    ...(running > 0 ? [["running statistics, not trained", "", "", running.toLocaleString("en-US")]] : []),
  ];
  return align(rows);
}

/** The arrays of the first `count` layers. A batch of two stands for any. */
function arraysOf({ features, layers }: Network, count: number) {
  const x = input("X", [2, features]);
  const part = forward({ features, layers: layers.slice(0, count) }, x, { training: true, dtype: "float64" });
  return {
    shape: part.output.shape,
    parameters: part.parameters.map(({ node }) => node),
    states: part.states.map(({ node }) => node),
  };
}

const sum = (nodes: readonly Node[]): number => nodes.reduce((n, { shape }) => n + sizeOf(shape), 0);
const batchShape = (shape: Shape): string => `(m, ${shape.slice(1).join(", ")})`;

/** Columns two spaces apart, the last one to the right; the name of a sum runs over the empty columns after it. */
function align(rows: readonly (readonly string[])[]): string {
  const isSum = (row: readonly string[]) => row[1] === "";
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...rows.map((row) => (isSum(row) && column === 0 ? 0 : row[column]!.length))),
  );
  const left = (row: readonly string[]): string =>
    isSum(row) ? row[0]! : [0, 1, 2].map((column) => row[column]!.padEnd(widths[column]!)).join("  ");
  const width = Math.max(...rows.map((row) => left(row).length));
  return rows.map((row) => `${left(row).padEnd(width)}  ${row[3]!.padStart(widths[3]!)}`).join("\n");
}
