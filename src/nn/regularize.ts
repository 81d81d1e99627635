import type { FloatType } from "../base/dtype.ts";
import { constant, ops } from "../graph/build.ts";
import type { Node } from "../graph/node.ts";

/** Weights of the penalties on weight matrices. */
export interface Penalty {
  readonly l1: number;
  readonly l2: number;
}

/** `l1 sum |W| + l2/2 sum W^2` over weight matrices; biases and scales are left free. */
export function penalty({ l1, l2 }: Penalty, parameters: readonly Node[], dtype: FloatType): Node {
  const matrices = parameters.filter((parameter) => parameter.shape.length === 2);
  const terms = matrices.flatMap((w) => [
    ...(l1 > 0 ? [ops.mul(l1, ops.sum(ops.abs(w)))] : []),
    ...(l2 > 0 ? [ops.mul(l2 / 2, ops.sum(ops.square(w)))] : []),
  ]);
  return terms.reduce((a, b) => ops.add(a, b), constant(0, dtype));
}
