import type { RandomState } from "../../array/random.ts";
import { type Shape, sizeOf } from "../../base/shape.ts";

/**
 * Normal numbers for a matrix of inputs x units, drawn unit by unit: the transpose of `randn(units, inputs)`.
 * Texts that draw with randn keep one unit a row (`W1 = 0.01 * randn(n_h, n_x)`), and with this order the same
 * seed gives their network. Uniform draws go row by row, as in `2 * random((3, 4)) - 1`.
 */
export function randnByUnits(shape: Shape, rng: RandomState): Float64Array {
  const drawn = rng.randn(sizeOf(shape));
  const [inputs = 1, units = 1] = shape;
  return drawn.map((_, i) => drawn[(i % units) * inputs + Math.floor(i / units)]!);
}
