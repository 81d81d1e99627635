import type { ArrayInput } from "../array/ndarray.ts";
import { NDArray } from "../array/ndarray.ts";
import { fail } from "../base/error.ts";
import { extentOf } from "./axes.ts";
import { columnsOfPoints } from "./classes.ts";

/** Points on a regular grid over two inputs, to predict at. */
export interface Grid {
  /** Values of the first input, ascending, evenly spaced. */
  readonly xs: Float64Array;
  /** Values of the second input, ascending, evenly spaced. */
  readonly ys: Float64Array;
  /** Every (x, y), shape (ys.length * xs.length, 2): x varies fastest. */
  readonly points: NDArray;
}

export interface GridOptions {
  /** Grid points along each axis; 100 unless said. */
  readonly resolution?: number;
  /** Room around the data, as a share of its range; 0.08 unless said. */
  readonly margin?: number;
}

/**
 * A grid over the data, for {@link boundaryPlot}: predict at `grid.points`, hand both in.
 *
 * @param x the data, shape (m, 2)
 * @throws ChainruleError `shape` when the data has not two features
 *
 * @example
 * const grid = boundaryGrid([[0, 0], [1, 2]], { resolution: 3, margin: 0 });
 * grid.xs; // Float64Array [0, 0.5, 1]
 * grid.points.shape; // [9, 2]
 */
export function boundaryGrid(x: ArrayInput, options: GridOptions = {}): Grid {
  const { resolution = 100, margin = 0.08 } = options;
  const who = "boundaryGrid";
  if (!Number.isInteger(resolution) || resolution < 2 || resolution > 2000)
    fail("usage", { who, expected: "a resolution of 2 to 2000 points", got: String(resolution) });
  if (!(margin >= 0 && margin < 10))
    fail("usage", { who, expected: "a margin of 0 or more, as a share of the range", got: String(margin) });
  const [xs, ys] = columnsOfPoints(x, who).map((column) => {
    const [low, high] =
      extentOf(column) ?? fail("data", { who, expected: "finite coordinates", got: "none that are finite" });
    const room = (high - low || 1) * (margin || (low === high ? 0.5 : 0));
    const step = (high - low + 2 * room) / (resolution - 1);
    return Float64Array.from({ length: resolution }, (_, i) =>
      i === resolution - 1 ? high + room : low - room + i * step,
    );
  }) as [Float64Array, Float64Array];
  const points = new Float64Array(2 * resolution * resolution);
  for (let j = 0, at = 0; j < resolution; j++)
    for (let i = 0; i < resolution; i++) {
      points[at++] = xs[i]!;
      points[at++] = ys[j]!;
    }
  return { xs, ys, points: new NDArray(points, [resolution * resolution, 2], "float64") };
}
