import type { Buffer, Expression, Kernel, MapKernel, MapResult, MapTotal, ReduceKernel } from "./kernel.ts";
import { type Leaf, leavesOf, operandsOf, resultsOf } from "./operands.ts";

/** Ops in one loop at most: a longer one has more values alive than there are registers. */
const longest = 64;

/** Elements of the largest array that is summed where it is computed: threads cannot share a loop with a total. */
const mostTotaled = 4096;

/** A loop that others join. It runs where the first of them ran. */
interface Loop extends MapKernel {
  readonly results: MapResult[];
  readonly totals: MapTotal[];
}

/**
 * Makes one loop of loops over the same elements where one reads what the other reads or computes. The total of an
 * array is taken where the array is computed. An array that nobody reads any more is not kept.
 *
 * @param kept arrays that must be in memory whoever reads them
 * @param inPlace arrays that lie where others do
 */
export function merge(
  kernels: readonly Kernel[],
  kept: ReadonlySet<Buffer>,
  inPlace: ReadonlyMap<Buffer, Buffer> = new Map(),
): readonly Kernel[] {
  const merged: Kernel[] = [];
  const loops = new Map<Kernel, Loop>();
  const madeAt = new Map<Buffer, number>();

  for (const kernel of kernels) {
    const place = placeOf(kernel);
    const loop = place === undefined ? undefined : loops.get(merged[place]!)!;
    for (const out of resultsOf(kernel)) madeAt.set(out, place ?? merged.length);
    if (loop && kernel.kind === "map") join(loop, kernel);
    else if (loop && kernel.kind === "reduce") addTotal(loop, kernel);
    else if (kernel.kind === "map" && !isFill(kernel)) {
      const begun = { ...kernel, results: [...kernel.results], totals: [...kernel.totals] };
      loops.set(begun, begun);
      merged.push(begun);
    } else merged.push(kernel);
  }

  const read = new Set([...merged.flatMap(operandsOf), ...kept]);
  return merged.map((kernel) =>
    kernel.kind === "map"
      ? { ...kernel, results: kernel.results.filter(({ out }) => read.has(out)) }
      : kernel,
  );

  /** Where the loop is that a kernel may join. */
  function placeOf(kernel: Kernel): number | undefined {
    if (kernel.kind === "map") return placeOfMap(kernel);
    return kernel.kind === "reduce" ? placeOfTotal(kernel) : undefined;
  }

  /** The last loop that fits: not before what the kernel needs, nor before one that reads what it overwrites. */
  function placeOfMap(kernel: MapKernel): number | undefined {
    const earliest = Math.max(0, ...operandsOf(kernel).map((buffer) => madeAt.get(buffer) ?? 0));
    const overwritten = resultsOf(kernel).map((out) => inPlace.get(out));
    for (let place = merged.length - 1; place >= earliest; place--) {
      const loop = loops.get(merged[place]!);
      if (loop && joins(kernel, loop)) return place;
      if (operandsOf(merged[place]!).some((buffer) => overwritten.includes(buffer))) return undefined;
    }
    return undefined;
  }

  /** The loop that computes an array of which one number is made. */
  function placeOfTotal({ x, dtype, range }: ReduceKernel): number | undefined {
    const place = madeAt.get(x);
    const loop = place === undefined ? undefined : loops.get(merged[place]!);
    if (!loop || range !== x.length || range > mostTotaled || loop.dtype !== dtype) return undefined;
    return loop.results.some(({ out }) => out === x) ? place : undefined;
  }
}

const isFill = ({ results }: MapKernel): boolean => results.some(({ value }) => value.kind === "constant");

/** Whether a kernel may be part of a loop that computes nothing it needs but element by element. */
function joins(kernel: MapKernel, loop: Loop): boolean {
  const [own, others] = [leavesOf(kernel), leavesOf(loop)];
  const results = loop.results.map(({ out }) => out);
  const computed = new Set(resultsOf(loop));
  const elements = new Set(others.filter(isElement).map(({ buffer }) => buffer));
  return (
    !isFill(kernel) &&
    kernel.dtype === loop.dtype &&
    kernel.rows * kernel.columns === loop.rows * loop.columns &&
    (kernel.columns === loop.columns || own.every(isFlat)) &&
    own.some((leaf) => isElement(leaf) && (results.includes(leaf.buffer) || elements.has(leaf.buffer))) &&
    own.every((leaf) => (isElement(leaf) && results.includes(leaf.buffer)) || !computed.has(leaf.buffer)) &&
    opsIn([...kernel.results, ...loop.results, ...loop.totals]) <= longest
  );
}

const isElement = ({ kind }: Leaf): boolean => kind === "element";

/** Whether a leaf is the same however the elements are parted into rows. */
const isFlat = ({ kind }: Leaf): boolean => kind === "element" || kind === "splat";

function join(loop: Loop, kernel: MapKernel): void {
  const values = new Map(loop.results.map(({ value, out }) => [out, value]));
  const known = new Map<Expression, Expression>();
  const inLoop = (expression: Expression): Expression => {
    const made = known.get(expression) ?? rewritten(expression);
    known.set(expression, made);
    return made;
  };
  const rewritten = (expression: Expression): Expression => {
    if (expression.kind === "element") return values.get(expression.buffer) ?? expression;
    if (expression.kind !== "apply") return expression;
    return { ...expression, args: expression.args.map(inLoop) };
  };
  for (const { value, out } of kernel.results) loop.results.push({ value: inLoop(value), out });
}

function addTotal({ results, totals }: Loop, { op, x, out }: ReduceKernel): void {
  const { value } = results.find((result) => result.out === x)!;
  totals.push({ op, value, out });
}

function opsIn(results: readonly MapResult[]): number {
  const seen = new Set<Expression>();
  const visit = (value: Expression): void => {
    if (value.kind !== "apply" || seen.has(value)) return;
    seen.add(value);
    value.args.forEach(visit);
  };
  for (const { value } of results) visit(value);
  return seen.size;
}
