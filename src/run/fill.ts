import type { TypedArray } from "../base/dtype.ts";
import { sizeOf } from "../base/shape.ts";
import { requireFit } from "../graph/evaluate.ts";
import type { Node } from "../graph/node.ts";

/**
 * Copies data into the array of an input, where there is one; for a stream, into its first steps.
 *
 * @throws ChainruleError `shape` where data does not have the elements the input asks for
 */
export function fill(node: Node | undefined, array: TypedArray | undefined, data: ArrayLike<number>): void {
  if (!node || !array) return;
  const size = sizeOf(node.shape);
  const steps = size === 0 ? 1 : data.length / size;
  if (!Number.isInteger(steps) || steps < 1 || data.length > array.length) requireFit(node, data);
  array.set(data);
}
