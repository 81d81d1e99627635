import { isFloat } from "../base/dtype.ts";
import { sizeOf, stridesOf } from "../base/shape.ts";
import { floatOf } from "../graph/kernels/kernel.ts";
import { type Graph, type Node, rootsOf, topological } from "../graph/node.ts";
import { fuse } from "./fuse.ts";
import type { Buffer, Expression, Kernel, Schedule } from "./kernel.ts";
import { type Arrays, kernelOf, mapOf } from "./lowerNode.ts";
import { merge } from "./merge.ts";
import { operandsOf, resultsOf } from "./operands.ts";
import { pairProducts } from "./pair.ts";
import { type Sequence, single } from "./sequence.ts";
import { partUpdates } from "./updates.ts";

/**
 * The kernels of a graph, in an order that computes each array before it is read.
 *
 * @param shared arrays of inputs that other graphs have already; those of this one are added
 */
export function lower(
  graph: Graph,
  sequence: Sequence = single,
  shared: Map<string, Buffer> = new Map(),
): Schedule<Node> {
  const roots = new Set(rootsOf(graph));
  const order = topological([...graph.updates.map(({ target }) => target), ...roots]);
  const fixed = new Set<Node>();
  for (const node of order)
    if (node.op.kind !== "input" && node.inputs.every((input) => fixed.has(input))) fixed.add(node);
  const loopOf = fuse(order, roots, fixed);
  const once: Kernel[] = [];
  const step: Kernel[] = [];
  const inputs = new Map<string, Buffer>();
  const bufferOf = new Map<Node, Buffer>();
  const expressions = new Map<Node, Expression>();

  const arrays: Arrays = {
    of: arrayOf,
    table: (name, initial) => ({ name, dtype: "int32", length: initial.length, initial }),
  };

  function store(node: Node): Buffer {
    const name = node.name ?? `%${bufferOf.size}`;
    const buffer: Buffer = { name, dtype: node.dtype, length: sizeOf(node.shape) };
    bufferOf.set(node, buffer);
    return buffer;
  }

  /** The array of an input; for a stream, one that each step fills from the array that holds all values. */
  function inputOf(node: Node): Buffer {
    const { dtype, shape } = node;
    const name = node.name!;
    const isStream = sequence.streams.includes(name);
    const length = sizeOf(shape) * (isStream ? sequence.capacity : 1);
    const key = `${name} ${dtype} ${length}`;
    const whole = shared.get(key) ?? { name, dtype, length };
    shared.set(key, whole);
    inputs.set(name, whole);
    if (!isStream) {
      bufferOf.set(node, whole);
      return whole;
    }
    const out = store(node);
    if (out.length > 0) step.push({ kind: "stream", x: whole, size: out.length, out });
    return out;
  }

  /** The array of a node, computed by a kernel of its own if there is none yet. */
  function arrayOf(node: Node): Buffer {
    const known = bufferOf.get(node);
    if (known) return known;
    const original = sameElements(node);
    const shared = original && arrayOf(original);
    // A result is what was before the update of an input, which happens in place.
    const isUpdated = graph.updates.some(({ target }) => bufferOf.get(target) === shared);
    if (shared && !(roots.has(node) && isUpdated)) {
      bufferOf.set(node, shared);
      return shared;
    }
    const value = isUniform(node) ? expressionOf(node) : undefined;
    const kernels = fixed.has(node) ? once : step;
    if (node.op.kind === "input") return inputOf(node);
    const out = store(node);
    if (out.length === 0) return out;
    kernels.push(
      value
        ? mapOf(node, node.dtype === "float32" ? "float32" : "float64", value, out)
        : kernelOf(node, out, arrays),
    );
    return out;
  }

  /** One element of a node, as a loop over its elements sees it. */
  function expressionOf(node: Node): Expression {
    const known = expressions.get(node);
    if (known) return known;
    const made = leafOf(node);
    expressions.set(node, made);
    return made;
  }

  function leafOf(node: Node): Expression {
    const source = repeated(node);
    const direction = source === node && isFloat(node.dtype) && broadcastOf(node);
    if (direction) return { kind: direction, buffer: arrayOf(node.inputs[0]!) };
    if (source.op.kind === "constant")
      return { kind: "constant", value: source.attributes.value as number, dtype: source.dtype };
    if (source !== node) return { kind: "splat", buffer: arrayOf(source) };
    return { kind: "element", buffer: arrayOf(node) };
  }

  for (const node of order) {
    if (node.op.kind === "elementwise") {
      const args = node.inputs.map(expressionOf);
      const value = { kind: "apply", op: node.op, args, attributes: node.attributes } as const;
      if (loopOf.get(node) !== node)
        expressions.set(node, node.name === undefined ? value : { ...value, name: node.name });
      else {
        const out = store(node);
        const kernels = fixed.has(node) ? once : step;
        const named = { ...value, name: out.name };
        if (out.length > 0) kernels.push(mapOf(node, floatOf(node), named, out));
      }
    } else if (roots.has(node) || (node.op.kind !== "view" && node.op.kind !== "constant")) arrayOf(node);
  }
  return finish();

  /** Guard, records and updates after the values they need; what the program has to have room for. */
  function finish(): Schedule<Node> {
    const records = new Map<string, Buffer>();
    const kept = new Set<Buffer>();
    for (const name of sequence.records) {
      const x = arrayOf(graph.outputs[name]!);
      const out: Buffer = { ...x, name: `${name}.record`, length: x.length * sequence.capacity };
      records.set(name, out);
      kept.add(x);
      step.push({ kind: "record", x, out });
    }
    const guard = sequence.guard === undefined ? undefined : arrayOf(graph.outputs[sequence.guard]!);
    if (guard) kept.add(guard);
    const replacements = graph.updates.map(({ target, value }) => ({
      target: arrayOf(target),
      value: arrayOf(value),
    }));
    const asked = new Set(Object.values(graph.outputs).map(arrayOf));
    const { inPlace, ...parted } = partUpdates(step, replacements, kept, asked);
    for (const buffer of [...asked, ...inPlace.keys()]) kept.add(buffer);
    const merged = {
      step: pairProducts(merge(parted.step, new Set([...kept, ...parted.update.flatMap(operandsOf)]))),
      update: merge(parted.update, kept, inPlace),
    };
    const lasting = new Set([...kept, ...inputs.values(), ...records.values(), ...once.flatMap(resultsOf)]);
    const perStep = [...merged.step, ...merged.update];
    const temporary = new Set(perStep.flatMap(resultsOf).filter((buffer) => !lasting.has(buffer)));
    for (const [node, buffer] of bufferOf) if (!lasting.has(buffer)) bufferOf.delete(node);
    const used = [...once, ...perStep].flatMap((kernel) => [...resultsOf(kernel), ...operandsOf(kernel)]);
    const buffers = [...new Set([...inputs.values(), ...bufferOf.values(), ...used])];
    return {
      once,
      ...merged,
      inPlace,
      ...(guard && { guard }),
      buffers,
      temporary,
      bufferOf,
      inputs,
      records,
    };
  }
}

/** The one number that a view repeats everywhere, or else the node itself. */
function repeated(node: Node): Node {
  let source = node;
  while (source.op.kind === "view" && (source === node || sizeOf(source.shape) === 1))
    source = source.inputs[0]!;
  return sizeOf(source.shape) === 1 ? source : node;
}

const isUniform = (node: Node): boolean => repeated(node).op.kind === "constant";

/** The node whose elements these are, in the same order, where a view only gives them another shape. */
function sameElements({ op, inputs, attributes, shape }: Node): Node | undefined {
  const [x] = inputs;
  if (op.kind !== "view" || sizeOf(x!.shape) !== sizeOf(shape)) return undefined;
  const [strides, own] = [op.strides(x!, attributes), stridesOf(shape)];
  return shape.every((d, axis) => d === 1 || strides[axis] === own[axis]) ? x : undefined;
}

/** Whether all rows of an array are the same, or all numbers of a row, where a view repeats its source. */
function broadcastOf({ op, inputs, attributes, shape }: Node): "row" | "column" | undefined {
  const [x] = inputs;
  if (op.kind !== "view" || shape.length < 2) return undefined;
  const [down, ...along] = op.strides(x!, attributes);
  const [, ...own] = stridesOf(shape);
  const inside = shape.slice(1);
  const follows = (strides: readonly number[]) => inside.every((d, i) => d === 1 || along[i] === strides[i]);
  if (down === 0 && follows(own)) return "row";
  return down === 1 && follows(own.map(() => 0)) ? "column" : undefined;
}
