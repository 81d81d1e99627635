import type { Buffer, Kernel } from "./kernel.ts";
import { operandsOf, resultsOf } from "./operands.ts";

/** An array of an input, and the array of the value that replaces it. */
export interface Replacement {
  readonly target: Buffer;
  readonly value: Buffer;
}

/** A step with its updates told apart. */
export interface Updated {
  readonly step: readonly Kernel[];
  readonly update: readonly Kernel[];
  readonly inPlace: ReadonlyMap<Buffer, Buffer>;
}

/**
 * Parts a step so that all that changes an input comes last. A new value that is computed element by element is
 * written over the old one where nothing reads the old one afterwards; the others are copied at the very end.
 *
 * @param kept arrays that are read before the updates take place
 * @param asked arrays that are read after the step, updated or not
 */
export function partUpdates(
  kernels: readonly Kernel[],
  replacements: readonly Replacement[],
  kept: ReadonlySet<Buffer>,
  asked: ReadonlySet<Buffer>,
): Updated {
  const targets = new Set(replacements.map(({ target }) => target));
  const step: Kernel[] = [];
  const values = new Set(replacements.map(({ value }) => value));
  const last = lastOf(kernels, (out) => !kept.has(out) && (values.has(out) || !asked.has(out)));
  for (const kernel of kernels) if (!last.has(kernel)) step.push(kernel);
  const update = kernels.filter((kernel) => last.has(kernel));

  const inPlace = new Map<Buffer, Buffer>();
  const copies: Kernel[] = [];
  for (const { target, value } of replacements) {
    if (target === value) continue;
    if (!inPlace.has(value) && mayOverwrite(update, target, value)) inPlace.set(value, target);
    else if (!targets.has(value)) copies.push(copyOf(value, target));
    else {
      const saved: Buffer = { ...value, name: `${value.name}.old` };
      step.push(copyOf(value, saved));
      copies.push(copyOf(saved, target));
    }
  }
  return { step, update: [...update, ...copies], inPlace };
}

/** The loops whose results may wait, because only the updates need them. */
function lastOf(kernels: readonly Kernel[], mayWait: (out: Buffer) => boolean): Set<Kernel> {
  const last = new Set(kernels.filter((kernel) => kernel.kind === "map" && resultsOf(kernel).every(mayWait)));
  for (let before = -1; before !== last.size; ) {
    before = last.size;
    const needed = new Set(kernels.filter((kernel) => !last.has(kernel)).flatMap(operandsOf));
    for (const kernel of last) if (resultsOf(kernel).some((out) => needed.has(out))) last.delete(kernel);
  }
  return last;
}

/** Whether the loop that computes `value` may write it over `target`: no later one reads what was there. */
function mayOverwrite(update: readonly Kernel[], target: Buffer, value: Buffer): boolean {
  const place = update.findIndex((kernel) => resultsOf(kernel).includes(value));
  return place >= 0 && update.slice(place + 1).every((kernel) => !operandsOf(kernel).includes(target));
}

const copyOf = (x: Buffer, out: Buffer): Kernel => ({
  kind: "copy",
  shape: [out.length],
  strides: [1],
  x,
  out,
});
