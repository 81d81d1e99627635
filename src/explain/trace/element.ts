import type { DType, TypedArray } from "../../base/dtype.ts";
import { stridesOf } from "../../base/shape.ts";
import { apply, constant, input, ops } from "../../graph/build.ts";
import { floatOf } from "../../graph/kernels/kernel.ts";
import { offsets } from "../../graph/kernels/offsets.ts";
import type { Node } from "../../graph/node.ts";
import { checkedAxes } from "../../op/axes.ts";
import { numbers } from "../../op/numbers.ts";
import type { Op } from "../../op/op.ts";

/** One element of a value: the node, and the place within its row-major array. */
export interface Element {
  readonly node: Node;
  readonly place: number;
}

/** What the elements of a node were computed to be. */
export type ValuesOf = (node: Node) => TypedArray;

/** The terms of which a matrix product or a reduction makes one element, each a product of factors. */
export interface Sum {
  /** The element that they add up to. */
  readonly element: Element;
  /** In sequence from 0, or in the lanes of a reduction. */
  readonly order: "sequence" | "lanes";
  readonly count: number;
  factors(term: number): readonly Element[];
}

/** The sum that an element is; undefined where it is none. */
export function sumOf({ node, place }: Element): Sum | undefined {
  const [a, b] = node.inputs as [Node, Node];
  if (node.op.kind === "contraction") {
    const [inner, width] = [a.shape[1]!, node.shape[1]!];
    const [row, column] = [Math.floor(place / width), place % width];
    const factors = (k: number) => [
      { node: a, place: row * inner + k },
      { node: b, place: k * width + column },
    ];
    return { element: { node, place }, order: "sequence", count: inner, factors };
  }
  if (node.op.kind !== "reduction") return undefined;
  const axes = checkedAxes(node.op.name, a.shape, node.attributes.axes as readonly number[]);
  const kept = a.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const start = offsets(a.shape, kept)[place]!;
  const range = offsets(a.shape, axes);
  const factors = (r: number) => [{ node: a, place: start + range[r]! }];
  return { element: { node, place }, order: "lanes", count: range.length, factors };
}

/** The first sum (no maximum or the like) in the formula of an element, above the named values that it is made of. */
export function sumWithin(element: Element, valuesOf: ValuesOf): Sum | undefined {
  const sum = sumOf(element);
  if (sum) return adds(element.node.op) ? sum : undefined;
  for (const inner of partsOf(element, valuesOf)) {
    const found = inner.node.name === undefined ? sumWithin(inner, valuesOf) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** The elements that one element is computed from, where it is no sum; none for what has no formula of its own. */
function partsOf({ node, place }: Element, valuesOf: ValuesOf): readonly Element[] {
  const { op, inputs, attributes } = node;
  if (op.kind === "elementwise") return inputs.map((one) => ({ node: one, place }));
  if (op.kind === "view") {
    const strides = op.strides(inputs[0]!, attributes);
    const source = indexOf(place, node.shape).reduce((sum, i, axis) => sum + i * strides[axis]!, 0);
    return [{ node: inputs[0]!, place: source }];
  }
  if (op.kind !== "gather") return [];
  const width = stridesOf(node.shape)[0]!;
  const row = valuesOf(inputs[1]!)[Math.floor(place / width)]!;
  return [{ node: inputs[0]!, place: row * width + (place % width) }];
}

/** The value of one term: its factors multiplied, rounded as the kernel rounds. */
export function termValue(sum: Sum, term: number, valuesOf: ValuesOf): number {
  const k = numbers[floatOf(sum.element.node)];
  return sum
    .factors(term)
    .map(({ node, place }) => valuesOf(node)[place]!)
    .reduce((a, b) => k.mul(a, b));
}

/** The named elements right below an element: those in its formula. */
export function namedBelow(element: Element, valuesOf: ValuesOf): Element[] {
  const sum = sumOf(element);
  const inner = sum
    ? Array.from({ length: sum.count }, (_, term) => sum.factors(term)).flat()
    : partsOf(element, valuesOf);
  return inner.flatMap((one) =>
    one.node.name !== undefined || one.node.op.kind === "input" ? [one] : namedBelow(one, valuesOf),
  );
}

/** Whether an op adds up its terms, as a maximum does not. */
const adds = (op: Op): boolean => op.kind === "contraction" || (op.kind === "reduction" && op.identity === 0);

/** Terms shown at the start of a long sum, before its last one. */
const firstTerms = 3;

/** Elements as a graph of numbers: leaf `Q3` stands for the element at 3 in `leaves`; undefined for what is left out. */
export interface Scalars {
  readonly node: Node;
  readonly leaves: readonly (Element | undefined)[];
}

/**
 * The formula of an element, or the product of several, as a graph of numbers. It goes down to named values, or past
 * those that `isOpen` says; long sums show their first terms and the last.
 */
export function scalars(
  of: Element | readonly Element[],
  valuesOf: ValuesOf,
  isOpen: (node: Node) => boolean = () => false,
): Scalars {
  const leaves: (Element | undefined)[] = [];
  const leaf = (element: Element | undefined, dtype: DType): Node =>
    input(`Q${leaves.push(element) - 1}`, [], dtype);
  /** Within the terms of a sum, another one stands as what it adds up to. */
  let within = !("node" in of);
  const scalar = (element: Element, top: boolean): Node => {
    const { node } = element;
    const isNamed = node.name !== undefined && !top && !isOpen(node);
    if (node.op.kind === "input" || isNamed) return leaf(element, node.dtype);
    if (node.op.kind === "constant") return constant(node.attributes.value as number, node.dtype);
    const sum = sumOf(element);
    if (sum) return within || !adds(node.op) ? leaf(element, node.dtype) : combined(sum);
    const parts = partsOf(element, valuesOf).map((part) => scalar(part, false));
    if (parts.length === 0) return leaf(element, node.dtype);
    return node.op.kind === "elementwise" ? apply(node.op, parts, node.attributes) : parts[0]!;
  };
  const product = (factors: readonly Element[]): Node =>
    factors.map((factor) => scalar(factor, false)).reduce((a, b) => ops.mul(a, b));
  const combined = (sum: Sum): Node => {
    const { dtype } = sum.element.node;
    const isLong = sum.count > firstTerms + 2;
    const all = Array.from({ length: sum.count }, (_, i) => i);
    const shown = isLong ? [...all.slice(0, firstTerms), undefined, sum.count - 1] : all;
    within = true;
    const terms = shown.map((i) => (i === undefined ? leaf(undefined, dtype) : product(sum.factors(i))));
    within = false;
    if (terms.length === 0) return constant(0, dtype);
    return terms.reduce((a, b) => ops.add(a, b));
  };
  return { node: "node" in of ? scalar(of, true) : product(of), leaves };
}

/** Indices along the axes of a place in a row-major array. */
export const indexOf = (place: number, shape: readonly number[]): number[] =>
  stridesOf(shape).map((stride, axis) => Math.floor(place / stride) % shape[axis]!);
