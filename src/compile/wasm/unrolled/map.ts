import { scalars } from "../../../op/scalars.ts";
import type { Expression, MapKernel } from "../../kernel.ts";
import { applied, constantOf } from "../expression.ts";
import { numbered } from "../numbered.ts";
import type { Vectors } from "../sideBySide.ts";
import { fold, lanesOf, type Unrolling } from "./unrolling.ts";

/** Vectors side by side at most: with more, the values of a long chain leave the registers. */
const mostVectors = 8;

/** The values of all elements, a few vectors side by side, then the totals over them. */
export function map(to: Unrolling, { dtype, rows, columns, results, totals }: MapKernel): void {
  const { arrays } = to;
  const places = lanesOf(rows * columns, dtype);
  const made = [...results, ...totals].map(() => [] as number[]);
  for (let v = 0; v < places.length; v += mostVectors) {
    const value = evaluator(to, dtype, columns, places.slice(v, v + mostVectors));
    for (const [i, each] of [...results, ...totals].entries()) made[i]!.push(...value(each.value));
  }
  for (const [i, { out }] of results.entries()) arrays.set(out, dtype, made[i]!);
  for (const [i, { op, out }] of totals.entries()) {
    const all = { name: out.name, dtype, length: rows * columns };
    arrays.set(all, dtype, made[results.length + i]!);
    arrays.set(out, dtype, [
      fold(to.primitives(dtype, 1), op, all.length, (r) => arrays.pick(all, dtype, [r])),
    ]);
  }
}

/** The locals that hold the value of an expression at the given elements of each vector. */
function evaluator(
  { arrays, primitives, inside }: Unrolling,
  dtype: MapKernel["dtype"],
  columns: number,
  places: readonly (readonly number[])[],
): (expression: Expression) => Vectors {
  const k = scalars(numbered(primitives(dtype, places.length)));
  const known = new Map<Expression, Vectors>();
  const indices = {
    element: (e: number) => e,
    row: (e: number) => e % columns,
    column: (e: number) => Math.floor(e / columns),
    splat: () => 0,
  };
  const compute = (expression: Expression): Vectors => {
    switch (expression.kind) {
      case "apply":
        return applied(k, expression, localsOf);
      case "constant":
        return constantOf(k, expression);
      default:
        return asNew(
          places.map((elements) =>
            arrays.pick(expression.buffer, dtype, elements.map(indices[expression.kind])),
          ),
        );
    }
  };
  /** A first local that no other value begins with: the numbers of values go by it. */
  const asNew = ([first, ...others]: Vectors): Vectors => {
    const copy = inside.local("v128");
    inside.emit("local.get", first!);
    inside.emit("local.set", copy);
    return [copy, ...others];
  };
  const localsOf = (expression: Expression): Vectors => {
    const value = known.get(expression) ?? compute(expression);
    known.set(expression, value);
    return value;
  };
  return localsOf;
}
