import { formatShape } from "../base/shape.ts";
import { type Graph, type Node, rootsOf, topological } from "./node.ts";

/**
 * The graph as text, a line a node: `Z1 = add(%3, %4)   float64 (400, 4)`. Unnamed nodes get numbers.
 *
 * @example
 * const y = named("y", ops.neg(input("x", [3])));
 * print({ outputs: { y }, updates: [] }).split("\n")[1]; // "y = neg(x)    float64 (3,)"
 */
export function print(graph: Graph): string {
  const labels = new Map<Node, string>();
  const taken = new Set<string>();
  let next = 0;
  const lines = topological(rootsOf(graph)).map((node) => {
    const fresh = node.name !== undefined && !taken.has(node.name);
    const label = fresh ? node.name! : `%${next++}`;
    taken.add(label);
    labels.set(node, label);
    return [`${label} = ${call(node, labels)}`, `${node.dtype} ${formatShape(node.shape)}`] as const;
  });
  const width = Math.max(0, ...lines.map(([left]) => left.length));
  return [
    ...lines.map(([left, right]) => `${left.padEnd(width)}   ${right}`),
    ...Object.entries(graph.outputs).map(([name, node]) => `output ${name} = ${labels.get(node)}`),
    ...graph.updates.map(({ target, value }) => `update ${target.name} <- ${labels.get(value)}`),
  ].join("\n");
}

const format = (value: unknown): string => {
  if (Array.isArray(value)) return formatShape(value);
  return Object.is(value, -0) ? "-0" : String(value);
};

function call(node: Node, labels: ReadonlyMap<Node, string>): string {
  const attributes = Object.entries(node.attributes)
    .filter(
      ([key, value]) => node.op.kind === "constant" || format(value) !== format(node.op.attributes[key]),
    )
    .map(([key, value]) => `${key}=${format(value)}`);
  return `${node.op.name}(${[...node.inputs.map((i) => labels.get(i)!), ...attributes].join(", ")})`;
}
