import { type Shape, sameShape } from "../../base/shape.ts";
import { apply, input, ops } from "../../graph/build.ts";
import { type Node, topological } from "../../graph/node.ts";
import { table } from "../../op/index.ts";
import { numberOf } from "../../simplify/match.ts";

/**
 * The same computation with one example a column: a graph in which every matrix is the transpose of what it was,
 * by (A B)^T = B^T A^T, a value for each unit a column (n, 1), and a number for each example a row (1, m). Labels and
 * other whole numbers stay lists.
 *
 * @returns for each node of the graph its counterpart, under the same name
 */
export function columns(roots: readonly Node[]): ReadonlyMap<Node, Node> {
  const order = topological(roots);
  const units = alongUnits(order, roots);
  const turned = new Map<Node, Node>();
  for (const node of order) {
    const now = turn(node, turnedShape(node, units), (x) => turned.get(x)!);
    turned.set(node, node.name === undefined || now.name === node.name ? now : { ...now, ...nameOf(node) });
  }
  return turned;
}

/** A node with one example a column; the named nodes it is made of become leaves. */
export const columnsOf = (node: Node): Node => {
  const cut = cutAtNames(node);
  return columns([cut]).get(cut)!;
};

const nameOf = ({ name, cotangentOf }: Node): Partial<Node> => ({
  ...(name === undefined ? {} : { name }),
  ...(cotangentOf === undefined ? {} : { cotangentOf }),
});

/** A node over leaves: the named nodes below it stand for themselves. */
export function cutAtNames(root: Node): Node {
  const known = new Map<Node, Node>();
  const leaf = (node: Node): Node => {
    const before = known.get(node);
    if (before) return before;
    const cut =
      node.name !== undefined && node.op.kind !== "input"
        ? { ...input(node.name, node.shape, node.dtype), ...nameOf(node) }
        : { ...node, inputs: node.inputs.map(leaf) };
    known.set(node, cut);
    return cut;
  };
  return { ...root, inputs: root.inputs.map(leaf) };
}

/** The lists that hold a number for each unit, as a bias does: those that are spread over examples, or sums over them. */
function alongUnits(order: readonly Node[], roots: readonly Node[]): ReadonlySet<Node> {
  const units = new Set<Node>();
  const isList = (node: Node) => node.shape.length === 1;
  for (const node of order) {
    const [x] = node.inputs;
    if (!x) continue;
    if (node.op.kind === "reduction" && isList(node) && firstAxis(node) === 0) units.add(node);
    if (node.op === table.broadcast && isList(x) && node.shape.length === 2) units.add(x);
    if (node.op === table.reshape && isList(x) && node.shape.length === 2 && node.shape[0] === 1)
      units.add(x);
    if (node.op === table.reshape && isList(node) && x.shape.length === 2 && x.shape[0] === 1)
      units.add(node);
  }
  const families = order
    .filter(({ op, shape }) => (op.kind === "elementwise" || op.kind === "view") && shape.length === 1)
    .map((node) => [node, ...node.inputs.filter(isList)]);
  for (let before = -1; before < units.size; ) {
    before = units.size;
    for (const family of families)
      if (family.some((node) => units.has(node))) for (const node of family) units.add(node);
  }
  // One number for a whole list tells nothing of it; what is asked for like this is the gradient of a bias.
  for (const root of roots)
    if (root.op === table.broadcast && root.inputs[0]!.shape.length === 0) units.add(root);
  return units;
}

const firstAxis = ({ attributes, inputs }: Node): number => {
  const axis = (attributes.axes as readonly number[])[0] ?? 0;
  return axis < 0 ? axis + inputs[0]!.shape.length : axis;
};

function turnedShape(node: Node, units: ReadonlySet<Node>): Shape {
  const { shape, dtype } = node;
  if (shape.length !== 1) return shape.toReversed();
  if (dtype === "int32" || dtype === "bool") return shape;
  return units.has(node) ? [shape[0]!, 1] : [1, shape[0]!];
}

function turn(node: Node, shape: Shape, of: (node: Node) => Node): Node {
  const { op, attributes } = node;
  const inputs = node.inputs.map(of);
  const rank = node.inputs[0]?.shape.length ?? 0;
  if (op.kind === "input") return { ...node, shape };
  if (op.kind === "constant") return node;
  if (op.kind === "elementwise") return spreadTo(apply(op, inputs, attributes), shape);
  if (op.kind === "contraction") return apply(op, inputs.toReversed(), attributes);
  if (op.kind === "reduction" && rank <= 2) {
    const some = rank === 2 && node.shape.length > 0 && (attributes.axes as readonly number[]).length === 1;
    return apply(op, inputs, some ? { axes: [1 - firstAxis(node)], keepdims: true } : { axes: [] });
  }
  if (op.kind === "argReduction" && rank === 2) {
    const axis = attributes.axis as number;
    return apply(op, inputs, { ...attributes, axis: axis < 0 ? -1 - axis : 1 - axis });
  }
  const [x] = inputs;
  if (op === table.broadcast) return spreadTo(x!, shape);
  if (op === table.transpose && rank === 2) return ops.transpose(x!);
  if (op === table.reshape && (sameShape(x!.shape, shape) || numberOf(x!) !== undefined))
    return spreadTo(x!, shape);
  const rows = node.inputs.map((input) => back(of(input), input.shape));
  return back(apply(op, rows, attributes), shape);
}

const spreadTo = (x: Node, shape: Shape): Node =>
  sameShape(x.shape, shape) ? x : ops.broadcast(x, { shape });

/** A matrix transposed, a list made a column or a row or a list again. */
function back(x: Node, shape: Shape): Node {
  if (sameShape(x.shape, shape) && x.shape.length < 2) return x;
  return x.shape.length === 2 && shape.length === 2 ? ops.transpose(x) : ops.reshape(x, { shape });
}
