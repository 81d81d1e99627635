import type { FloatType } from "../../../base/dtype.ts";
import type { Scalars } from "../../../op/algebra.ts";
import type { Elementwise } from "../../../op/op.ts";
import { scalars } from "../../../op/scalars.ts";
import type { Buffer, Expression, Kernel, Schedule } from "../../kernel.ts";
import { instructions } from "../instructions.ts";
import { simd } from "../simd.ts";
import type { Writer } from "../writer.ts";

/**
 * Operations on vectors in a step at most. A step of 700 takes three quarters of the time of its loops, one of 2000
 * nine tenths, and from 5000 on the engine needs longer to optimize it than a run of some seconds wins.
 */
const most = 2000;

/** Whether a schedule runs many steps in a call, and steps so small that they are worth writing out. */
export function isSmall({ step, update }: Schedule<unknown>): boolean {
  if (!step.some(hasManySteps)) return false;
  let left = most;
  return [...step, ...update].every((kernel) => {
    left -= operations(kernel);
    return left >= 0;
  });
}

/** Streams and records show for how many steps there is room. */
const hasManySteps = (kernel: Kernel): boolean =>
  (kernel.kind === "record" && kernel.out.length > kernel.x.length) ||
  (kernel.kind === "stream" && kernel.x.length > kernel.out.length);

/** About how many operations on vectors a kernel takes. */
function operations(kernel: Kernel): number {
  switch (kernel.kind) {
    case "map": {
      const { dtype, rows, columns, results, totals } = kernel;
      const values = [...results, ...totals].map(({ value }) => value);
      const each = operationsOf(values, dtype) + totals.length * simd[dtype].lanes;
      return each * Math.ceil((rows * columns) / simd[dtype].lanes);
    }
    case "matmul":
      return 2 * kernel.k * vectorsOf(kernel.out);
    case "products":
      return kernel.products.reduce((count, product) => count + operations(product), 0);
    case "reduce":
      return kernel.range * vectorsOf(kernel.out);
    case "reduceByTable":
      return kernel.places.length * vectorsOf(kernel.out);
    case "record":
      return vectorsOf(kernel.x);
    default:
      return vectorsOf(kernel.out);
  }
}

const vectorsOf = ({ dtype, length }: Buffer): number =>
  Math.ceil(length / simd[dtype === "float32" ? "float32" : "float64"].lanes);

/** Operations for one vector of a map's values: each expression once. */
function operationsOf(values: readonly Expression[], dtype: FloatType): number {
  const seen = new Set<Expression>();
  const count = (value: Expression): number => {
    if (value.kind !== "apply" || seen.has(value)) return 0;
    seen.add(value);
    return value.args.reduce((sum, arg) => sum + count(arg), lengthOf(value.op, dtype));
  };
  return values.reduce((sum, value) => sum + count(value), 0);
}

const lengths = { float32: new Map<Elementwise, number>(), float64: new Map<Elementwise, number>() };

/** How many operations the text of an op is: written for nobody, each makes a local. */
function lengthOf(op: Elementwise, dtype: FloatType): number {
  const known = lengths[dtype].get(op);
  if (known !== undefined) return known;
  let made = 0;
  const local = () => made++;
  const emit = () => {};
  const constants: Writer = { local: () => 0, emit, apply: () => 0 };
  const k = scalars(instructions({ local, emit, apply: local }, dtype, constants));
  const value = op.value as (k: Scalars<number>, ...args: unknown[]) => number;
  value(k, ...op.args.map(() => 0), op.attributes);
  lengths[dtype].set(op, made);
  return made;
}
