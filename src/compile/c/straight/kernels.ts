import type { FloatType } from "../../../base/dtype.ts";
import { offsets } from "../../../graph/kernels/offsets.ts";
import { type Reduction, reductionLanes } from "../../../op/op.ts";
import type { Buffer, Kernel, MapKernel, MatmulKernel, Matrix } from "../../kernel.ts";
import type { Leaf } from "../../operands.ts";
import { statements } from "../../source/statements.ts";
import { terms } from "../../source/term.ts";
import { addProduct, flagTypeOf, prefixOf, type Reading, typeOf } from "../form.ts";
import { termsOf } from "../map.ts";
import { combined, syntaxOf } from "../syntax.ts";
import type { Arrays, Sheet } from "./arrays.ts";

/** What the straight-line code of a kernel is written with. */
export interface Straight extends Sheet {
  readonly arrays: Arrays;
}

type Write<K extends Kernel["kind"]> = (to: Straight, kernel: Extract<Kernel, { kind: K }>) => void;

/** The elements of each vector of an array, in order. */
function elementsOf({ lanes }: Straight, length: number, dtype: FloatType): number[][] {
  const width = lanes(dtype);
  return Array.from({ length: Math.ceil(length / width) }, (_, v) =>
    Array.from({ length: Math.min(width, length - v * width) }, (_, lane) => v * width + lane),
  );
}

/** A variable for the vector `v` of an array, or for a part of what is to become it. */
function declare(
  { names, nameOf, inside }: Straight,
  out: Buffer,
  dtype: FloatType,
  v: number,
  text: string,
): string {
  const reading: Reading = { dtype, wide: true };
  const name = names.unique(`${nameOf(out)}_${v}`);
  inside.push(`const ${out.dtype === "bool" ? flagTypeOf(reading) : typeOf(reading)} ${name} = ${text};`);
  return name;
}

/** The vectors that hold all elements, then the totals over them. */
function map(to: Straight, kernel: MapKernel): void {
  const { arrays, source, names, inside } = to;
  const { dtype, rows, columns, results, totals } = kernel;
  const reading: Reading = { dtype, wide: true };
  const indices: { readonly [K in Leaf["kind"]]: (e: number) => number } = {
    element: (e) => e,
    row: (e) => e % columns,
    column: (e) => Math.floor(e / columns),
    splat: () => 0,
  };
  const made = [...results, ...totals].map(() => [] as string[]);
  for (const [v, elements] of elementsOf(to, rows * columns, dtype).entries()) {
    const leaf = ({ kind, buffer }: Leaf) => arrays.pick(buffer, dtype, elements.map(indices[kind]));
    const roots = termsOf(source, reading, kernel, terms(dtype), leaf).wanted;
    const { lines, values } = statements(roots, syntaxOf(source, reading), new Map(), () =>
      names.numbered("t"),
    );
    inside.push(...lines);
    for (const [i, { out }] of [...results, ...totals].entries())
      made[i]!.push(declare(to, out, dtype, v, values[i]!));
  }
  for (const [i, { out }] of results.entries()) arrays.set(out, dtype, made[i]!);
  for (const [i, { op, out }] of totals.entries()) {
    const all: Buffer = { name: to.nameOf(out), dtype, length: rows * columns };
    arrays.set(all, dtype, made[results.length + i]!);
    arrays.set(out, dtype, [fold(to, op, dtype, out, 0, all.length, (r) => arrays.pick(all, dtype, [r]))]);
  }
}

/** One number for each lane, from `range` of them in the order of a {@link Reduction}. */
function fold(
  to: Straight,
  op: Reduction,
  dtype: FloatType,
  out: Buffer,
  v: number,
  range: number,
  element: (r: number) => string,
): string {
  const used = Math.min(range, reductionLanes);
  const combine = (a: string, b: string) =>
    declare(to, out, dtype, v, combined(to.source, { dtype, wide: true }, op, a, b));
  const sums = Array.from({ length: used }, (_, r) => element(r));
  for (let r = used; r < range; r++)
    sums[r % reductionLanes] = combine(sums[r % reductionLanes]!, element(r));
  for (let apart = reductionLanes / 2; apart >= 1; apart /= 2)
    for (let lane = 0; lane < apart && lane + apart < used; lane++)
      sums[lane] = combine(sums[lane]!, sums[lane + apart]!);
  return sums[0]!;
}

/** The sums of all elements side by side, each in sequence along k from +0. */
function matmul(to: Straight, { dtype, m, k, n, a, b, out }: MatmulKernel): void {
  const { arrays, inside, names, nameOf } = to;
  const reading: Reading = { dtype, wide: true };
  const at = ({ array, strides }: Matrix, places: readonly (readonly [number, number])[]) =>
    arrays.pick(
      array,
      dtype,
      places.map(([down, along]) => down * strides[0] + along * strides[1]),
    );
  const vectors = elementsOf(to, m * n, dtype).map((elements, v) => {
    const factors = Array.from({ length: k }, (_, l) => {
      const left = at(
        a,
        elements.map((e) => [Math.floor(e / n), l]),
      );
      const right = at(
        b,
        elements.map((e) => [l, e % n]),
      );
      return [left, right] as const;
    });
    const sum = names.unique(`${nameOf(out)}_${v}`);
    const zero = `${prefixOf(reading).toUpperCase()}(0)`;
    const [first, ...others] = factors;
    inside.push(`${typeOf(reading)} ${sum} = ${first ? addProduct(reading, zero, ...first) : zero};`);
    inside.push(...others.map((factor) => `${sum} = ${addProduct(reading, sum, ...factor)};`));
    return sum;
  });
  arrays.set(out, dtype, vectors);
}

/** The place of an element of this step in an array that holds one value after the other. */
const ofStep = (length: number, e: number): string =>
  length === 1 ? "step" : `(size_t)step * ${length} + ${e}`;

/** How each kind of kernel is written without loops; those that are not here work on memory, as in a looped step. */
export const straight: { readonly [K in Kernel["kind"]]?: Write<K> } = {
  map,
  matmul,
  products: (to, { products }) => {
    for (const product of products) matmul(to, product);
  },
  reduce(to, { op, dtype, range, inner, x, out }) {
    const vectors = elementsOf(to, out.length, dtype).map((elements, v) =>
      fold(to, op, dtype, out, v, range, (r) =>
        to.arrays.pick(
          x,
          dtype,
          elements.map((e) => (Math.floor(e / inner) * range + r) * inner + (e % inner)),
        ),
      ),
    );
    to.arrays.set(out, dtype, vectors);
  },
  copy(to, { shape, strides, x, out }) {
    const dtype = out.dtype as FloatType;
    const axes = shape.map((_, axis) => axis);
    const from = offsets(shape, axes, [...strides]);
    to.arrays.set(
      out,
      dtype,
      elementsOf(to, out.length, dtype).map((elements) =>
        to.arrays.pick(
          x,
          dtype,
          elements.map((e) => from[e]!),
        ),
      ),
    );
  },
  stream(to, { x, out }) {
    const dtype = out.dtype as FloatType;
    const place = (e: number) => `${to.nameOf(x)}[${ofStep(out.length, e)}]`;
    // Behind the last number there may be no memory for the rest of a vector.
    const vectors = elementsOf(to, out.length, dtype).map((elements, v) =>
      declare(to, out, dtype, v, `{ ${elements.map(place).join(", ")} }`),
    );
    to.arrays.set(out, dtype, vectors);
  },
  record(to, { x, out }) {
    const dtype = x.dtype as FloatType;
    const vectors = to.arrays.vectors(x, dtype);
    for (const [v, elements] of elementsOf(to, x.length, dtype).entries())
      for (const [lane, e] of elements.entries())
        to.inside.push(`${to.nameOf(out)}[${ofStep(x.length, e)}] = ${vectors[v]}[${lane}];`);
  },
};
