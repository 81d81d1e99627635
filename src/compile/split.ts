import type { ArgReduceKernel, Buffer, Expression, Kernel, ReduceKernel } from "./kernel.ts";
import { scratchFrom } from "./wasm/matmul/blocks.ts";

/**
 * Rows of a part are a multiple of this, whatever a row holds: then no round of a loop, which handles 16 elements at
 * most, reaches into the next part, and no two parts write to one cache line.
 */
const rowsTogether = 16;

/** The part of an array from one element to another. */
export const slice = (buffer: Buffer, from: number, to: number): Buffer => ({
  ...buffer,
  length: to - from,
  within: { buffer, from },
});

/** Where parts of so many rows begin and end; fewer parts than wanted where there are not rows enough. */
export function rowBounds(rows: number, count: number): readonly (readonly [number, number])[] {
  const blocks = Math.ceil(rows / rowsTogether);
  const parts = Math.min(blocks, count);
  const bound = (i: number) => Math.min(rows, Math.floor((i * blocks) / parts) * rowsTogether);
  return Array.from({ length: parts }, (_, i) => [bound(i), bound(i + 1)] as const);
}

/** How a kind of kernel computes only some rows of its result. */
interface Splitter<K> {
  /** Rows of the result, none of which depends on another. */
  rows(kernel: K): number;
  part(kernel: K, from: number, to: number): Kernel;
}

/** Of what is combined along rows, each row by itself. */
const alongRows: Splitter<ReduceKernel | ArgReduceKernel> = {
  rows: ({ outer, inner }) => (inner === 1 ? outer : 1),
  part: (kernel, from, to) => ({
    ...kernel,
    outer: to - from,
    x: slice(kernel.x, from * kernel.range, to * kernel.range),
    out: slice(kernel.out, from, to),
  }),
};

const splitters: { readonly [K in Kernel["kind"]]?: Splitter<Extract<Kernel, { kind: K }>> } = {
  map: {
    // A total over all elements has one order of additions.
    rows: ({ rows, totals }) => (totals.length === 0 ? rows : 1),
    part: (kernel, from, to) => {
      const known = new Map<Expression, Expression>();
      return {
        ...kernel,
        rows: to - from,
        results: kernel.results.map(({ value, out }) => ({
          value: ofRows(value, kernel.columns, from, to, known),
          out: slice(out, from * kernel.columns, to * kernel.columns),
        })),
      };
    },
  },
  reduce: alongRows,
  argReduce: alongRows,
  matmul: {
    rows: ({ m }) => m,
    part: (kernel, from, to) => {
      const { m, k, n, a, scratch, out } = kernel;
      const [down, right] = a.strides;
      const end = (to - 1) * down + (k - 1) * right + 1;
      const notes = (row: number) => scratchFrom(m, scratch!.length, row);
      return {
        ...kernel,
        ...(scratch && { scratch: slice(scratch, notes(from), notes(to)) }),
        m: to - from,
        a: { ...a, array: slice(a.array, from * down, Math.max(from * down, end)) },
        out: slice(out, from * n, to * n),
      };
    },
  },
  gather: {
    rows: ({ indices }) => indices.length,
    part: (kernel, from, to) => ({
      ...kernel,
      indices: slice(kernel.indices, from, to),
      out: slice(kernel.out, from * kernel.width, to * kernel.width),
    }),
  },
  stream: {
    rows: ({ size }) => size,
    part: (kernel, from, to) => ({
      ...kernel,
      x: slice(kernel.x, from, kernel.x.length),
      out: slice(kernel.out, from, to),
    }),
  },
  oneHot: {
    rows: ({ labels }) => labels.length,
    part: (kernel, from, to) => ({
      ...kernel,
      labels: slice(kernel.labels, from, to),
      out: slice(kernel.out, from * kernel.classes, to * kernel.classes),
    }),
  },
};

/** A kernel as up to `count` kernels that may run at the same time: itself where it cannot be parted. */
export function split(kernel: Kernel, count: number): readonly Kernel[] {
  const splitter = splitters[kernel.kind] as Splitter<Kernel> | undefined;
  if (!splitter) return [kernel];
  const bounds = rowBounds(splitter.rows(kernel), count);
  return bounds.length < 2 ? [kernel] : bounds.map(([from, to]) => splitter.part(kernel, from, to));
}

/** An expression over some rows only; what two others need stays one object. */
function ofRows(
  value: Expression,
  columns: number,
  from: number,
  to: number,
  known: Map<Expression, Expression>,
): Expression {
  const made = known.get(value) ?? restricted();
  known.set(value, made);
  return made;

  function restricted(): Expression {
    switch (value.kind) {
      case "element":
        return { ...value, buffer: slice(value.buffer, from * columns, to * columns) };
      case "column":
        return { ...value, buffer: slice(value.buffer, from, to) };
      case "apply":
        return { ...value, args: value.args.map((arg) => ofRows(arg, columns, from, to, known)) };
      default:
        return value;
    }
  }
}
