import type { Buffer, Kernel } from "../kernel.ts";
import { Names, nameArrays } from "../source/names.ts";
import { reserved } from "./reserved.ts";

/** What functions and macros of a program begin with. */
const own = /^(f32|f64|F32|F64|compute_)/;

/** What arrays are called in C: as {@link nameArrays} says, but never as a function or a word of the language. */
export function arrayNames(
  inputs: Iterable<Buffer>,
  kernels: readonly Kernel[],
  taken: readonly string[] = [],
): Map<Buffer, string> {
  const known = nameArrays(inputs, kernels, new Names([...reserved, ...taken]));
  const names = new Names([...reserved, ...taken, ...known.values()]);
  for (const [buffer, name] of known) if (own.test(name)) known.set(buffer, names.unique(`array_${name}`));
  return known;
}
