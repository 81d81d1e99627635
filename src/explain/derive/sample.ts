import { asArray } from "../../array/convert.ts";
import type { ArrayInput } from "../../array/ndarray.ts";
import { RandomState } from "../../array/random.ts";
import { fail } from "../../base/error.ts";
import { formatShape, type Shape, sameShape, sizeOf } from "../../base/shape.ts";
import { lossKind } from "../../nn/losses/index.ts";
import type { Derivation } from "./derivation.ts";
import { anyExamples } from "./statement.ts";

/** An array by its shape and its elements, one example a row. */
export interface Numbers {
  readonly shape: Shape;
  readonly values: Float64Array;
}

/** Numbers for the leaves of a derivation. */
export interface Sample {
  readonly m: number;
  /** Where they were drawn: NumPy's RandomState of this seed draws the same. */
  readonly seed?: number;
  /** X, Y and the parameters by name. */
  readonly leaves: ReadonlyMap<string, Numbers>;
}

/**
 * Random data and weights for a derivation: X standard normal, parameters of n rows with variance 1/n, Y what the loss asks for.
 * The program in NumPy draws the same numbers.
 *
 * @example
 * const { leaves } = draw(derive(mlp(2, dense(1, "sigmoid"))), { m: 3, seed: 0 });
 * leaves.get("X").shape; // [3, 2]
 * leaves.get("X").values[0]; // 1.764
 */
export function draw({ statement, loss }: Derivation, { m = 5, seed = 0 } = {}): Sample {
  const rng = new RandomState(seed);
  const normal = (shape: Shape): Numbers => ({ shape, values: rng.randn(sizeOf(shape)) });
  const x = normal([m, statement.x.shape[1]!]);
  const width = statement.y.shape[1]!;
  const y = drawTargets[lossKind(loss.name).targets](rng, m, width);
  const leaves = new Map<string, Numbers>([
    ["X", x],
    ["Y", { shape: [m, width], values: y }],
  ]);
  for (const { name, shape } of statement.parameters) {
    const { values } = normal(shape);
    leaves.set(name!, { shape, values: values.map((value) => value / Math.sqrt(shape[0]!)) });
  }
  return { m, seed, leaves };
}

/**
 * Given arrays as the numbers of a derivation: X (m, features), Y (m, outputs), and every parameter by its name.
 *
 * @throws ChainruleError `shape` for an array that is missing or does not fit
 *
 * @example
 * const derivation = derive(mlp(1, dense(1, "identity", { bias: false })), { loss: "halfSquaredError" });
 * const sample = sampleOf(derivation, { X: [[2]], Y: [[1]], W1: [[3]] });
 * sample.leaves.get("W1").values; // [3]
 */
export function sampleOf({ statement }: Derivation, arrays: Readonly<Record<string, ArrayInput>>): Sample {
  const { x, y, parameters } = statement;
  const m = asArray(arrays.X ?? [], "float64", "X").shape[0] ?? 0;
  const leaves = new Map<string, Numbers>();
  for (const { name, shape } of [x, y, ...parameters]) {
    const given = arrays[name!];
    const array = given === undefined ? undefined : asArray(given, "float64", name!);
    const wanted = shape.map((d) => (d === anyExamples ? m : d));
    if (!array || m === 0 || !sameShape(array.shape, wanted))
      fail("shape", {
        who: `derivation, ${name}`,
        expected: `shape ${formatShape(wanted)}`,
        got: array ? `shape ${formatShape(array.shape)}` : "nothing",
      });
    leaves.set(name!, { shape: wanted, values: Float64Array.from(array.data) });
  }
  return { m, leaves };
}

const drawTargets = {
  number: (rng: RandomState, m: number, width: number) => rng.randn(m * width),
  probability: (rng: RandomState, m: number, width: number) =>
    rng.rand(m * width).map((u) => (u < 0.5 ? 1 : 0)),
  distribution: (rng: RandomState, m: number, width: number) => {
    const rows = new Float64Array(m * width);
    for (const [i, u] of rng.rand(m).entries()) rows[i * width + Math.floor(u * width)] = 1;
    return rows;
  },
};

/** A matrix transposed, a list as a column. */
export function turned({ shape, values }: Numbers): Numbers {
  if (shape.length === 1) return { shape: [shape[0]!, 1], values };
  if (shape.length !== 2) return { shape, values };
  const [rows, columns] = shape as [number, number];
  return {
    shape: [columns, rows],
    values: values.map((_, i) => values[(i % rows) * columns + Math.floor(i / rows)]!),
  };
}
