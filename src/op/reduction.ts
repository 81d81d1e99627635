import type { Tensors } from "./algebra.ts";
import { checkedAxes, checkFloat, reducedShape } from "./axes.ts";
import type { Reduction } from "./op.ts";

/** Attributes of a reduction: the axes (none means all) and whether they stay, with size 1. */
export type ReductionAttributes = {
  readonly axes: readonly number[];
  readonly keepdims: boolean;
};

/** A reduction from what sets it apart; axes, shapes and printing are the same for all. */
export function reduction<const Name extends string>(
  parts: Pick<
    Reduction<Name, readonly ["x"], ReductionAttributes>,
    "name" | "combine" | "identity" | "neutral" | "derivative"
  > & {
    readonly latex: string;
  },
): Reduction<Name, readonly ["x"], ReductionAttributes> {
  const { name, latex } = parts;
  return {
    kind: "reduction",
    args: ["x"],
    attributes: { axes: [], keepdims: false },
    infer: ([x], { axes, keepdims }) => {
      checkFloat(name, x!);
      return { shape: reducedShape(x!.shape, checkedAxes(name, x!.shape, axes), keepdims), dtype: x!.dtype };
    },
    ...parts,
    formula: {
      text: `${name}({x}, axis {axes})`,
      latex,
      numpy: `np.${name}({x}, axis={axes}, keepdims={keepdims})`,
    },
  };
}

/** A reduced array spread again over the axes it lost. */
export function spread<T>(k: Tensors<T>, reduced: T, over: T, { axes }: ReductionAttributes, who: string): T {
  const shape = k.shapeOf(over);
  const kept = reducedShape(shape, checkedAxes(who, shape, axes), true);
  return k.broadcast(k.reshape(reduced, kept), shape);
}
