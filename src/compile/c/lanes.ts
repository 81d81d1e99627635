import type { FloatType } from "../../base/dtype.ts";
import { type Reduction, reductionLanes } from "../../op/op.ts";
import { elementTypes, floatNames } from "./form.ts";
import { block, type Source } from "./source.ts";
import { combined } from "./syntax.ts";

/** The function that joins the lanes of a reduction as a binary tree: 8, 4, 2 and 1 apart. */
export function joinLanes(source: Source, op: Reduction, dtype: FloatType): string {
  const type = elementTypes[dtype];
  const name = `${floatNames[dtype].prefix}_join_${op.name}`;
  const combine = (a: string, b: string) => combined(source, { dtype, wide: false }, op, a, b);
  const joined = foldFew(reductionLanes, (lane) => `a[${lane}]`, combine);
  return source.helper(name, () =>
    block(`${source.inline} ${type} ${name}(const ${type} a[${reductionLanes}])`, [`return ${joined};`]).join(
      "\n",
    ),
  );
}

/** One expression for up to 16 elements, joined in the same order. */
export function foldFew(
  count: number,
  element: (r: number) => string,
  combine: (a: string, b: string) => string,
): string {
  const lanes = Array.from({ length: count }, (_, r) => element(r));
  const isCall = /^\w+\(a, b\)$/.test(combine("a", "b"));
  for (let apart = reductionLanes / 2; apart >= 1; apart /= 2)
    for (let lane = 0; lane < apart && lane + apart < count; lane++)
      lanes[lane] = enclosed(combine(lanes[lane]!, lanes[lane + apart]!));
  return isCall || count === 1 ? lanes[0]! : lanes[0]!.slice(1, -1);

  function enclosed(text: string): string {
    return isCall ? text : `(${text})`;
  }
}
