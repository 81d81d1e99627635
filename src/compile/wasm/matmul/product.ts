import { bytesOf, type FloatType } from "../../../base/dtype.ts";
import type { Buffer, MatmulKernel, Matrix } from "../../kernel.ts";
import type { Context } from "../context.ts";

/** Where an operand or the result lies: its first byte, and bytes from a number to the next along either axis. */
export interface Place {
  readonly at: number;
  readonly row: number;
  readonly column: number;
}

/** `c = a b` of (m, k) and (k, n) in memory. The columns of c are neighbors, or there is one. */
export interface Product {
  readonly dtype: FloatType;
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly a: Place;
  readonly b: Place;
  readonly c: Place;
}

const turned = ({ at, row, column }: Place): Place => ({ at, row: column, column: row });

/** The same numbers as `c^T = b^T a^T`. */
const turnedProduct = ({ dtype, m, k, n, a, b, c }: Product): Product => ({
  dtype,
  m: n,
  k,
  n: m,
  a: turned(b),
  b: turned(a),
  c: turned(c),
});

/**
 * A kernel as a product whose vectors run along neighbors where there is a choice: a result of one column or one row
 * is its own transpose.
 */
export function productOf(
  { dtype, m, k, n, a, b, out }: Omit<MatmulKernel, "scratch">,
  at: Context["at"],
): Product {
  const bytes = bytesOf(dtype);
  const place = (array: Buffer, [row, column]: Matrix["strides"]): Place => ({
    at: at(array),
    row: row * bytes,
    column: column * bytes,
  });
  const product: Product = {
    dtype,
    m,
    k,
    n,
    a: place(a.array, a.strides),
    b: place(b.array, b.strides),
    c: place(out, [n, 1]),
  };
  const columnOfNeighbors = n === 1 && m > 1 && product.a.row === bytes;
  const rowOfOthers = m === 1 && n > 1 && product.b.column !== bytes;
  return columnOfNeighbors || rowOfOthers ? turnedProduct(product) : product;
}
