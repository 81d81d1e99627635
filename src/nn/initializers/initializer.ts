import type { RandomState } from "../../array/random.ts";
import type { Shape } from "../../base/shape.ts";

/** How the values of a parameter are drawn before training. Plain data: it is saved with the model. */
export interface Initializer {
  readonly name: string;
  /** Its numbers, in the order they are written: `uniform(-1,1)` has [-1, 1]. */
  readonly numbers: readonly number[];
}

/** One kind of initializer: what its file states. */
export interface InitializerKind {
  readonly name: string;
  /** Names of its numbers: `["low", "high"]`. */
  readonly parameters: readonly string[];
  /** The values for a parameter of `shape` (inputs x units), row-major, from the stream `rng`. */
  draw(shape: Shape, rng: RandomState, ...numbers: number[]): Float64Array;
}
