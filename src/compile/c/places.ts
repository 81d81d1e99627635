import type { Buffer, Kernel } from "../kernel.ts";
import { operandsOf } from "../operands.ts";
import { Names } from "../source/names.ts";
import { reserved } from "./reserved.ts";

/** An array, and the element a part of it begins with. */
export interface Place {
  readonly array: Buffer;
  readonly from: number;
}

export function placeOf(buffer: Buffer): Place {
  const { within } = buffer;
  if (!within) return { array: buffer, from: 0 };
  const { array, from } = placeOf(within.buffer);
  return { array, from: from + within.from };
}

/** An array that the function of a kernel is called with. */
export interface Parameter {
  readonly name: string;
  /** What is handed over for it: `Z1`, or `Z1 + 1600` for a part. */
  readonly argument: string;
  readonly buffer: Buffer;
  readonly isComputed: boolean;
}

/**
 * The parameters of a kernel's function: each array that is read, then those that are computed. Parts of one array that
 * begin in one place are one parameter with the name of the array, so that the parts of a kernel may share a function.
 *
 * @param computed the arrays that the kernel computes
 */
export function parametersOf(
  kernel: Kernel,
  computed: readonly Buffer[],
  nameOf: (buffer: Buffer) => string,
): { readonly parameters: readonly Parameter[]; nameOf(buffer: Buffer): string } {
  const made = new Map<string, Parameter>();
  const keyOf = (buffer: Buffer): string => {
    const { array, from } = placeOf(buffer);
    return `${nameOf(array)} ${from}`;
  };
  const results = new Set(computed.map(keyOf));
  const operands = operandsOf(kernel).filter((buffer) => !results.has(keyOf(buffer)));
  const wholes = [...operands, ...computed].map((buffer) => nameOf(placeOf(buffer).array));
  const names = new Names([...reserved, ...wholes]);
  const named = new Set<string>();
  for (const buffer of [...operands, ...computed]) {
    const key = keyOf(buffer);
    if (made.has(key)) continue;
    const { array, from } = placeOf(buffer);
    const whole = nameOf(array);
    const name = named.has(whole) ? names.unique(`${whole}_part`) : whole;
    named.add(whole);
    const argument = from === 0 ? whole : `${whole} + ${from}`;
    made.set(key, { name, argument, buffer, isComputed: results.has(key) });
  }
  return { parameters: [...made.values()], nameOf: (buffer) => made.get(keyOf(buffer))!.name };
}
