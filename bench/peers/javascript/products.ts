import type { Floats } from "../../task.ts";

/**
 * Matrix products as loops over flat arrays, rows in order. Four rows of the shared axis go into each pass over a row
 * of C, so that C is loaded and stored a quarter as often; that is what such loops gain most by.
 */

/** C (m, n) = A (m, k) B (k, n). */
export function productAB(a: Floats, b: Floats, c: Floats, m: number, k: number, n: number): void {
  c.fill(0, 0, m * n);
  const even = k - (k % 4);
  for (let i = 0; i < m; i++) {
    const row = i * n;
    for (let p = 0; p < even; p += 4) {
      const at = i * k + p;
      addFour(b, p * n, n, c, row, a[at]!, a[at + 1]!, a[at + 2]!, a[at + 3]!);
    }
    for (let p = even; p < k; p++) addOne(b, p * n, n, c, row, a[i * k + p]!);
  }
}

/** C (m, n) = A^T B with A (k, m), B (k, n). */
export function productAtB(a: Floats, b: Floats, c: Floats, m: number, k: number, n: number): void {
  c.fill(0, 0, m * n);
  const even = k - (k % 4);
  for (let p = 0; p < even; p += 4)
    for (let i = 0; i < m; i++) {
      const at = p * m + i;
      addFour(b, p * n, n, c, i * n, a[at]!, a[at + m]!, a[at + 2 * m]!, a[at + 3 * m]!);
    }
  for (let p = even; p < k; p++) for (let i = 0; i < m; i++) addOne(b, p * n, n, c, i * n, a[p * m + i]!);
}

/** C (m, n) = A B^T with A (m, k), B (n, k): inner products of rows, four at a time. */
export function productABt(a: Floats, b: Floats, c: Floats, m: number, k: number, n: number): void {
  const even = n - (n % 4);
  for (let i = 0; i < m; i++) {
    const left = i * k;
    for (let j = 0; j < even; j += 4) {
      const right = j * k;
      let [s0, s1, s2, s3] = [0, 0, 0, 0];
      for (let p = 0; p < k; p++) {
        const value = a[left + p]!;
        s0 += value * b[right + p]!;
        s1 += value * b[right + k + p]!;
        s2 += value * b[right + 2 * k + p]!;
        s3 += value * b[right + 3 * k + p]!;
      }
      const at = i * n + j;
      c[at] = s0;
      c[at + 1] = s1;
      c[at + 2] = s2;
      c[at + 3] = s3;
    }
    for (let j = even; j < n; j++) {
      let sum = 0;
      for (let p = 0; p < k; p++) sum += a[left + p]! * b[j * k + p]!;
      c[i * n + j] = sum;
    }
  }
}

/** A row of C += four rows of B, each times its number. */
function addFour(
  b: Floats,
  from: number,
  n: number,
  c: Floats,
  to: number,
  a0: number,
  a1: number,
  a2: number,
  a3: number,
): void {
  const [b1, b2, b3] = [from + n, from + 2 * n, from + 3 * n];
  for (let j = 0; j < n; j++)
    c[to + j] = c[to + j]! + a0 * b[from + j]! + a1 * b[b1 + j]! + a2 * b[b2 + j]! + a3 * b[b3 + j]!;
}

function addOne(b: Floats, from: number, n: number, c: Floats, to: number, a: number): void {
  for (let j = 0; j < n; j++) c[to + j] = c[to + j]! + a * b[from + j]!;
}
