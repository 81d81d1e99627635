import type { Buffer, Kernel } from "../kernel.ts";
import { resultsOf } from "../operands.ts";
import type { Names } from "../source/names.ts";
import { argReduce } from "./argReduce.ts";
import type { Context } from "./context.ts";
import { counter } from "./counter.ts";
import { notesOfProduct } from "./cut.ts";
import { describe } from "./describe.ts";
import { elementTypes } from "./form.ts";
import { map } from "./map.ts";
import { matmul, products } from "./matmul.ts";
import { copy, gather, oneHot, record, scatter, stream } from "./move.ts";
import { parametersOf } from "./places.ts";
import { reduce, reduceByTable } from "./reduce.ts";
import { block, comment } from "./source.ts";

const writers: {
  readonly [K in Kernel["kind"]]: (
    context: Context,
    kernel: Extract<Kernel, { kind: K }>,
  ) => readonly string[];
} = {
  map,
  reduce,
  reduceByTable,
  argReduce,
  matmul,
  products,
  copy,
  gather,
  scatter,
  oneHot,
  counter,
  stream,
  record,
};

/** A kernel as a function of its arrays. */
export interface KernelFunction {
  readonly name: string;
  readonly text: string;
  /** A call of it, with arrays by their names. */
  readonly call: string;
}

/**
 * Functions for kernels, each named after the first array that it computes: `compute_Z1`. Kernels that differ only in
 * where their arrays begin, such as equal parts of one, are calls of one function.
 */
export function kernelFunctions(context: Context, names: Names): (kernel: Kernel) => KernelFunction {
  const known = new Map<Kernel, KernelFunction>();
  const written = new Map<string, string>();
  return (kernel) => {
    const made = known.get(kernel) ?? functionOf(kernel);
    known.set(kernel, made);
    return made;
  };

  function functionOf(kernel: Kernel): KernelFunction {
    const computed = arraysComputed(kernel);
    const { parameters, nameOf } = parametersOf(kernel, computed, context.nameOf);
    const write = writers[kernel.kind] as (context: Context, kernel: Kernel) => string[];
    const body = write({ ...context, nameOf }, kernel);
    const extra = [
      ...(kernel.kind === "stream" || kernel.kind === "record" ? [["int32_t step", "step"] as const] : []),
      ...(context.form === "native" && notesOfKernel(kernel) > 0 ? [["char *notes", "notes"] as const] : []),
    ];
    // No array of a portable program lies where another one does.
    const alone = context.form === "portable" ? "restrict " : "";
    const declared = [
      ...parameters.map(({ name, buffer, isComputed }) => {
        const [before, after] = isComputed ? ["", alone] : ["const ", ""];
        return `${before}${elementTypes[buffer.dtype]} *${after}${name}`;
      }),
      ...extra.map(([parameter]) => parameter),
    ].join(", ");
    const about = comment(describe(kernel, nameOf));
    const key = [about, declared, ...body].join("\n");
    const name = written.get(key) ?? names.unique(`compute_${nameOf(computed[0]!)}`);
    const text = [about, ...block(`static void ${name}(${declared})`, body)].join("\n");
    written.set(key, name);
    const handed = [...parameters.map(({ argument }) => argument), ...extra.map(([, argument]) => argument)];
    return { name, text, call: `${name}(${handed.join(", ")});` };
  }
}

/** Bytes beside the memory in which a kernel makes notes. */
export function notesOfKernel(kernel: Kernel): number {
  if (kernel.kind === "products") return Math.max(...kernel.products.map(notesOfProduct));
  return kernel.kind === "matmul" && kernel.k > 0 ? notesOfProduct(kernel) : 0;
}

/** The arrays a kernel computes, without those it makes notes in. */
export function arraysComputed(kernel: Kernel): readonly Buffer[] {
  if (kernel.kind === "products") return kernel.products.map(({ out }) => out);
  return kernel.kind === "matmul" ? [kernel.out] : resultsOf(kernel);
}
