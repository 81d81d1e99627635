/** The root mean square of numbers; 0 of none. */
export function rootMeanSquare(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!;
  return values.length === 0 ? 0 : Math.sqrt(sum / values.length);
}

/** The mean of the absolute values. */
export function meanSize(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.abs(values[i]!);
  return sum / values.length;
}

/** The largest absolute value. */
export function largestSize(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  return largest;
}

/** The Frobenius norm: the root of the sum of squares. */
export const frobeniusNorm = (values: ArrayLike<number>): number =>
  rootMeanSquare(values) * Math.sqrt(values.length);

const mostRounds = 2000;

/**
 * The spectral norm of a matrix, its largest singular value: how much longer it can make a vector. By the power method
 * on W^T W (von Mises & Pollaczek-Geiringer 1929), in float64.
 *
 * @param values row-major, shape (rows, columns)
 */
export function spectralNorm(values: ArrayLike<number>, [rows, columns]: readonly number[]): number {
  const [m, n] = [rows!, columns!];
  const image = new Float64Array(m);
  // No vector of round numbers: those of the texts can be at right angles to what is sought.
  let vector = Float64Array.from({ length: n }, (_, j) => 1 + Math.sin(j + 1));
  let norm = 0;
  for (let round = 0; round < mostRounds; round++) {
    const length = frobeniusNorm(vector);
    if (length === 0) return 0;
    for (let i = 0; i < m; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += values[i * n + j]! * (vector[j]! / length);
      image[i] = sum;
    }
    const before = norm;
    norm = frobeniusNorm(image);
    if (Math.abs(norm - before) <= 1e-13 * norm) break;
    vector = new Float64Array(n);
    for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) vector[j]! += values[i * n + j]! * image[i]!;
  }
  return norm;
}
