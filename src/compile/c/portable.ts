import type { Buffer, Kernel } from "../kernel.ts";
import { Names } from "../source/names.ts";
import { arrayNames } from "./arrayNames.ts";
import type { Context } from "./context.ts";
import { elementTypes } from "./form.ts";
import { arraysComputed, kernelFunctions } from "./kernels.ts";
import { reserved } from "./reserved.ts";
import { Source } from "./source.ts";

/** Kernels as functions of C99, to be put together with arrays of any kind: constants, parameters, locals. */
export interface Portable {
  /** Functions, each after those that it calls. */
  readonly functions: readonly string[];
  /** For each list of kernels the calls that run it. */
  readonly calls: readonly (readonly string[])[];
  /** The arrays that kernels compute, and what they are called. */
  readonly computed: ReadonlyMap<Buffer, string>;
  nameOf(buffer: Buffer): string;
}

/**
 * Lists of kernels as C99 without libm, allocation or extensions; the interpreter's bits wherever floats are IEEE 754
 * and products are not fused with sums.
 *
 * @param inputs arrays that no kernel computes
 * @param taken names that no array may have
 */
export function portable(
  lists: readonly (readonly Kernel[])[],
  inputs: Iterable<Buffer>,
  taken: readonly string[],
): Portable {
  const source = new Source("portable");
  const kernels = lists.flat();
  const names = arrayNames(inputs, kernels, taken);
  const nameOf = (buffer: Buffer): string => names.get(buffer)!;
  const context: Context = { source, form: "portable", nameOf };
  const functionOf = kernelFunctions(context, new Names([...reserved, ...taken, ...names.values()]));
  const made = lists.map((list) => list.map(functionOf));
  return {
    functions: [...source.helpers(), ...new Set(made.flat().map(({ text }) => text))],
    calls: made.map((list) => list.map(({ call }) => call)),
    computed: new Map(kernels.flatMap(arraysComputed).map((buffer) => [buffer, nameOf(buffer)])),
    nameOf,
  };
}

/** `float A1[4];` */
export const declaration = ({ dtype, length }: Buffer, name: string): string =>
  `${elementTypes[dtype]} ${name}[${length}];`;
