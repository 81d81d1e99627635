/** Whether the rows of one array are those of another in another order, as far as `tolerance`. */
export function sameRows(a: Float64Array, b: Float64Array, rows: number, tolerance: number): boolean {
  const width = a.length / rows;
  const sorted = (values: Float64Array) =>
    Array.from({ length: rows }, (_, i) => values.subarray(i * width, (i + 1) * width)).sort((p, q) => {
      for (let j = 0; j < width; j++) if (Math.abs(p[j]! - q[j]!) > tolerance) return p[j]! - q[j]!;
      return 0;
    });
  const [own, others] = [sorted(a), sorted(b)];
  return own.every((row, i) => row.every((x, j) => Math.abs(x - others[i]![j]!) <= tolerance));
}
