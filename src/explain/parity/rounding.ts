import { allocate, type TypedArray } from "../../base/dtype.ts";
import { sizeOf } from "../../base/shape.ts";
import { kernelOf } from "../../graph/kernels/index.ts";
import { type Node, topological } from "../../graph/node.ts";

/** Numbers, and how far those of a program that rounds in another order may be from them. */
export interface Rounded {
  readonly value: TypedArray;
  readonly error: Float64Array;
}

/** Numbers that are the same in every program. */
export const exact = (value: TypedArray): Rounded => ({ value, error: new Float64Array(value.length) });

/** Units of rounding that an elementary function of a good library may be off by. */
const perFunction = 4;

/**
 * The rounding of a sum of n terms in any order, in units of the sum of their magnitudes: the errors are as good as
 * independent, so they grow by the root of n and not by n (Higham & Mary 2019, a bound that holds with probability).
 */
const perSum = (n: number): number => Math.min(n, 4 * Math.sqrt(n));

/**
 * The values of nodes in float64, and for each number a bound on what another program may have in its place that rounds
 * to `unit` after every operation, in an order of its own: a running error analysis (Wilkinson 1963). An error that
 * comes in goes through an elementwise op as far as the op moves with it, and sums add the magnitudes of their terms.
 */
export function rounded(
  nodes: readonly Node[],
  leaves: ReadonlyMap<string, Rounded>,
  unit: number,
): Map<Node, Rounded> {
  const results = new Map<Node, Rounded>();
  for (const node of topological(nodes)) {
    const leaf = node.op.kind === "input" ? leaves.get(node.name!) : undefined;
    results.set(
      node,
      leaf ??
        compute(
          node,
          node.inputs.map((one) => results.get(one)!),
          unit,
        ),
    );
  }
  return results;
}

function compute(node: Node, inputs: readonly Rounded[], unit: number): Rounded {
  const kernel = kernelOf(node);
  const run = (...arrays: TypedArray[]): TypedArray => {
    const out = allocate(node.dtype, sizeOf(node.shape));
    kernel(out, ...arrays);
    return out;
  };
  const values = inputs.map(({ value }) => value);
  const value = run(...values);
  const { kind } = node.op;
  if (kind === "elementwise") return { value, error: throughElements(node, inputs, value, run, unit) };
  if (kind === "contraction") return { value, error: throughProduct(node, inputs, run, unit) };
  const [first] = inputs;
  if (!first || node.dtype === "int32") return exact(value);
  const error = run(...inputs.map(({ error: own, value: its }, i) => (i === 0 ? own : its))) as Float64Array;
  if (kind !== "reduction" || node.op.name !== "sum") return { value, error };
  const terms = first.value.length / Math.max(1, value.length);
  const sizes = run((first.value as Float64Array).map(Math.abs));
  return { value, error: error.map((e, i) => e + perSum(terms) * unit * sizes[i]!) };
}

/** How far each element moves with the error of each argument, and its own rounding. */
function throughElements(
  node: Node,
  inputs: readonly Rounded[],
  value: TypedArray,
  run: (...arrays: TypedArray[]) => TypedArray,
  unit: number,
): Float64Array {
  const arithmetic = node.inputs.length > 1;
  const own = node.dtype === "bool" ? 0 : arithmetic ? unit : perFunction * unit;
  const error = Float64Array.from(value, (x) => own * Math.abs(x));
  for (const [i, input] of inputs.entries()) {
    if (input.error.every((e) => e === 0)) continue;
    const put = (array: TypedArray) => run(...inputs.map(({ value: its }, j) => (i === j ? array : its)));
    const [up, down] = [1, -1].map((sign) => {
      const there = shifted(input.value, input.error, sign);
      const moved = put(there);
      if (!moved.some(Number.isNaN)) return moved;
      // Outside of a domain, as that of a root, the edge is the furthest that an error can lead.
      return put(there.map((x, e) => (Number.isNaN(moved[e]) ? 0 : x)));
    }) as [TypedArray, TypedArray];
    for (let e = 0; e < error.length; e++)
      if (input.error[e] !== 0)
        error[e]! += Math.max(Math.abs(up[e]! - value[e]!), Math.abs(down[e]! - value[e]!));
  }
  return error;
}

/** Numbers moved by their errors; a condition that is in doubt becomes its opposite. */
const shifted = (values: TypedArray, errors: Float64Array, sign: number): TypedArray =>
  values instanceof Uint8Array
    ? values.map((x, i) => (errors[i] ? 1 - x : x))
    : (values as Float64Array).map((x, i) => x + sign * errors[i]!);

/** `|A| eB + eA |B| + eA eB`, and the rounding of the sums. */
function throughProduct(
  node: Node,
  [a, b]: readonly Rounded[],
  run: (...arrays: TypedArray[]) => TypedArray,
  unit: number,
): Float64Array {
  const sizes = (one: Rounded) => (one.value as Float64Array).map(Math.abs);
  const [sizeA, sizeB] = [sizes(a!), sizes(b!)];
  const terms = perSum(node.inputs[0]!.shape[1]!) * unit;
  // (|A| + eA)(|B| + eB) - |A| |B| loses small errors; each product apart does not.
  const own = run(sizeA, sizeB);
  const left = run(
    a!.error,
    sizeB.map((x, i) => x + b!.error[i]!),
  );
  const right = run(sizeA, b!.error);
  return Float64Array.from(own, (x, i) => terms * x + left[i]! + right[i]!);
}
