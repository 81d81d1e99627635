import type { Buffer, Kernel } from "../kernel.ts";
import { operandsOf, resultsOf } from "../operands.ts";
import type { Names } from "../source/names.ts";
import { argReduce } from "./argReduce.ts";
import type { Context } from "./context.ts";
import { counter } from "./counter.ts";
import { describe } from "./describe.ts";
import { elementTypes } from "./form.ts";
import { map } from "./map.ts";
import { matmul, products } from "./matmul.ts";
import { copy, gather, oneHot, record, scatter, stream } from "./move.ts";
import { makesNotes } from "./product.ts";
import { reduce, reduceByTable } from "./reduce.ts";
import { block, comment } from "./source.ts";

const writers: {
  readonly [K in Kernel["kind"]]: (context: Context, kernel: Extract<Kernel, { kind: K }>) => string[];
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
  readonly text: string;
  /** A call of it, with arrays by their names. */
  readonly call: string;
}

/** Functions for kernels, each named after the first array that it computes: `compute_Z1`. */
export function kernelFunctions(context: Context, names: Names): (kernel: Kernel) => KernelFunction {
  const known = new Map<Kernel, KernelFunction>();
  return (kernel) => {
    const made = known.get(kernel) ?? functionOf(kernel);
    known.set(kernel, made);
    return made;
  };

  function functionOf(kernel: Kernel): KernelFunction {
    const { nameOf } = context;
    const body = (writers[kernel.kind] as (context: Context, kernel: Kernel) => string[])(context, kernel);
    const results = new Set(arraysComputed(kernel));
    const operands = operandsOf(kernel).filter((buffer) => !results.has(buffer));
    const arrays = [...new Set([...operands, ...results])];
    const extra = [
      ...(kernel.kind === "stream" || kernel.kind === "record" ? [["int32_t step", "step"] as const] : []),
      ...(context.form === "native" && needsNotes(kernel) ? [["char *notes", "notes"] as const] : []),
    ];
    // No array of a portable program lies where another one does.
    const alone = context.form === "portable" ? "restrict " : "";
    const parameters = [
      ...arrays.map((buffer) => {
        const [before, after] = results.has(buffer) ? ["", alone] : ["const ", ""];
        return `${before}${elementTypes[buffer.dtype]} *${after}${nameOf(buffer)}`;
      }),
      ...extra.map(([parameter]) => parameter),
    ];
    const name = names.unique(`compute_${nameOf([...results][0]!)}`);
    return {
      text: [
        comment(describe(kernel, nameOf)),
        ...block(`static void ${name}(${parameters.join(", ")})`, body),
      ].join("\n"),
      call: `${name}(${[...arrays.map(nameOf), ...extra.map(([, argument]) => argument)].join(", ")});`,
    };
  }
}

function needsNotes(kernel: Kernel): boolean {
  if (kernel.kind === "products") return kernel.products.some(makesNotes);
  return kernel.kind === "matmul" && kernel.k > 0 && makesNotes(kernel);
}

/** The arrays a kernel computes, without those it makes notes in. */
export function arraysComputed(kernel: Kernel): readonly Buffer[] {
  if (kernel.kind === "products") return kernel.products.map(({ out }) => out);
  return kernel.kind === "matmul" ? [kernel.out] : resultsOf(kernel);
}
