import type { LayerNodes } from "./anatomy.ts";
import { largestSize } from "./norms.ts";

/** Layers with nothing between them, and the one map that they are. */
export interface Collapse {
  /** What goes in: `X`. */
  readonly input: string;
  /** Their weights, `W1` first. */
  readonly layers: readonly string[];
  /** Their linear parts, `Z1` first. */
  readonly values: readonly string[];
  /** W1 W2 ..., shape (inputs, outputs), float64. */
  readonly product: { readonly shape: readonly [number, number]; readonly values: Float64Array };
  /** (b1 W2 + b2) W3 + ...: zeros where no layer has a bias. */
  readonly bias: Float64Array;
  /** Widths from the first input to the last output. */
  readonly widths: readonly number[];
  /** How many numbers the layers have, and the one map that does the same. */
  readonly parameters: { readonly layers: number; readonly one: number };
  /** The largest difference between the layers and the one map, on the examples. */
  readonly difference: number;
  /** The largest number that the layers give there, to compare with. */
  readonly largest: number;
}

type Values = (node: LayerNodes["linear"]) => ArrayLike<number>;

/** Runs of two or more layers that are linear maps with nothing between them. */
export function linearRuns(layers: readonly LayerNodes[]): readonly (readonly LayerNodes[])[] {
  const runs: LayerNodes[][] = [];
  for (const layer of layers) {
    const last = runs.at(-1)?.at(-1);
    if (last && layer.input === last.linear) runs.at(-1)!.push(layer);
    else runs.push([layer]);
  }
  return runs.filter((run) => run.length > 1);
}

/** The product of the maps of a run, held against the run itself on its inputs. */
export function collapseOf(run: readonly LayerNodes[], valuesOf: Values): Collapse {
  const [first, ...rest] = run as readonly [LayerNodes, ...LayerNodes[]];
  const biasOf = ({ bias, weights }: LayerNodes) =>
    bias ? Float64Array.from(valuesOf(bias)) : new Float64Array(weights.shape[1]!);
  const inputs = first.weights.shape[0]!;
  let product: Float64Array = Float64Array.from(valuesOf(first.weights));
  let bias: Float64Array = biasOf(first);
  for (const layer of rest) {
    const [k, n] = layer.weights.shape as readonly [number, number];
    const weights = valuesOf(layer.weights);
    product = times(product, weights, [inputs, k, n]);
    bias = plus(times(bias, weights, [1, k, n]), biasOf(layer));
  }
  const last = run.at(-1)!;
  const outputs = last.weights.shape[1]!;
  const given = valuesOf(first.input);
  const examples = given.length / inputs;
  const one = plus(times(given, product, [examples, inputs, outputs]), bias);
  const exact = valuesOf(last.linear);
  return {
    input: first.input.name!,
    layers: run.map(({ weights }) => weights.name!),
    values: run.map(({ linear }) => linear.name!),
    product: { shape: [inputs, outputs], values: product },
    bias,
    widths: [inputs, ...run.map(({ weights }) => weights.shape[1]!)],
    parameters: {
      layers: run.reduce((sum, { weights, bias }) => sum + size(weights) + (bias ? size(bias) : 0), 0),
      one: inputs * outputs + (run.some((layer) => layer.bias) ? outputs : 0),
    },
    difference: largestSize(one.map((value, i) => value - exact[i]!)),
    largest: largestSize(exact),
  };
}

const size = ({ shape }: LayerNodes["linear"]): number => shape.reduce((a, b) => a * b, 1);

/** The matrix product of (m, k) and (k, n). */
function times(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  [m, k, n]: readonly [number, number, number],
): Float64Array {
  const product = new Float64Array(m * n);
  for (let i = 0; i < m; i++)
    for (let l = 0; l < k; l++)
      for (let j = 0; j < n; j++) product[i * n + j]! += a[i * k + l]! * b[l * n + j]!;
  return product;
}

/** A list added to every row. */
const plus = (rows: Float64Array, list: ArrayLike<number>): Float64Array =>
  rows.map((value, i) => value + list[i % list.length]!);
