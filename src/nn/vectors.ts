/** `a . b`. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** `a + c b`, a new vector. */
export const plus = (a: Float64Array, c: number, b: Float64Array): Float64Array =>
  a.map((x, i) => x + c * b[i]!);

/** The largest size of an element: 0 only for the zero vector, NaN where one is NaN. */
export function largest(a: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i]!));
  return most;
}
