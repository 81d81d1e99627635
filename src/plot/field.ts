import { asArray } from "../array/convert.ts";
import type { ArrayInput } from "../array/ndarray.ts";
import { fail } from "../base/error.ts";
import { formatShape } from "../base/shape.ts";
import type { Grid } from "./grid.ts";

/**
 * Probabilities of each class on a grid: one array per class, x fastest. A single output p is read as the
 * probability of class 1, and class 0 has the rest.
 */
export function probabilitiesOn(
  grid: Pick<Grid, "xs" | "ys">,
  predictions: ArrayInput,
  who: string,
): Float64Array[] {
  const size = grid.xs.length * grid.ys.length;
  const array = asArray(predictions, "float64", who);
  const width = array.size / size;
  if (array.shape[0] !== size || array.ndim > 2 || size === 0 || width < 1)
    fail("shape", {
      who,
      expected: `a prediction for each of the ${size} grid points, shape (${size}, 1) or (${size}, k)`,
      got: `shape ${formatShape(array.shape)}`,
      fix: "Predict at grid.points of the same grid.",
    });
  const bad = array.data.findIndex((p) => !Number.isFinite(p));
  if (bad >= 0)
    fail("data", {
      who,
      expected: "finite predictions",
      got: `${array.data[bad]} at row ${Math.floor(bad / width)}`,
      fix: "A network that diverged predicts NaN: train it with a smaller learning rate.",
    });
  const column = (j: number) => Float64Array.from({ length: size }, (_, i) => array.data[i * width + j]!);
  if (width > 1) return Array.from({ length: width }, (_, j) => column(j));
  const p = column(0);
  return [p.map((v) => 1 - v), p];
}

/** By how much each class leads the best of the others: above 0 exactly where it is the prediction. */
export const marginsOf = (probabilities: readonly Float64Array[]): Float64Array[] =>
  probabilities.map((own, c) =>
    own.map((p, i) => {
      let best = Number.NEGATIVE_INFINITY;
      for (const [other, values] of probabilities.entries())
        if (other !== c) best = Math.max(best, values[i]!);
      return p - best;
    }),
  );
