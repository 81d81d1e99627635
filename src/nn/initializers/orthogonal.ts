import { sizeOf } from "../../base/shape.ts";
import { dot } from "../vectors.ts";
import type { InitializerKind } from "./initializer.ts";

/**
 * `gain` times a matrix with orthonormal columns, or rows where those are fewer (Saxe, McClelland & Ganguli 2014):
 * the Q of the QR decomposition of a normal matrix, with the signs that make R's diagonal positive. Without that
 * choice of signs Q would not be uniform among all rotations (Mezzadri 2007).
 */
export const orthogonal: InitializerKind = {
  name: "orthogonal",
  parameters: ["gain"],
  draw(shape, rng, gain = 1) {
    const drawn = rng.randn(sizeOf(shape));
    const [rows = 1, columns = 1] = shape;
    const tall = rows >= columns;
    const vectors = orthonormal(tall ? transposed(drawn, rows, columns) : drawn, Math.max(rows, columns));
    return (tall ? transposed(vectors, columns, rows) : vectors).map((x) => gain * x);
  },
};

/**
 * Vectors of `length`, one after the other, made orthonormal in order (Gram-Schmidt). Each is freed of those before
 * it twice, which is enough for orthogonality to the last digit (Giraud, Langou & Rozloznik 2005).
 */
function orthonormal(vectors: Float64Array, length: number): Float64Array {
  const out = vectors.slice();
  for (let start = 0; start < out.length; start += length) {
    const vector = out.subarray(start, start + length);
    for (let round = 0; round < 2; round++)
      for (let before = 0; before < start; before += length) {
        const unit = out.subarray(before, before + length);
        const along = dot(unit, vector);
        for (let i = 0; i < length; i++) vector[i] = vector[i]! - along * unit[i]!;
      }
    const size = Math.sqrt(dot(vector, vector));
    for (let i = 0; i < length; i++) vector[i] = vector[i]! / size;
  }
  return out;
}

const transposed = (matrix: Float64Array, rows: number, columns: number): Float64Array =>
  matrix.map((_, at) => matrix[(at % rows) * columns + Math.floor(at / rows)]!);
