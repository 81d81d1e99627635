/** One class of points: where its curve is at each parameter `t`. */
export interface Curve {
  readonly t: Float64Array;
  point(t: number): readonly [number, number];
}

/** The points of each curve, one after the other, labeled by the number of their curve. */
export function trace(curves: readonly Curve[]): { x: Float64Array; labels: Int32Array } {
  const samples = curves.reduce((n, { t }) => n + t.length, 0);
  const x = new Float64Array(2 * samples);
  const labels = new Int32Array(samples);
  let row = 0;
  curves.forEach(({ t, point }, label) => {
    for (const parameter of t) {
      x.set(point(parameter), 2 * row);
      labels[row++] = label;
    }
  });
  return { x, labels };
}
