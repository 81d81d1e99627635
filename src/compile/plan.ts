import { bytesOf } from "../base/dtype.ts";
import type { Buffer } from "./kernel.ts";

/** Bytes of a vector register: arrays start at multiples of it. */
export const vectorBytes = 16;

/** Where each array lies in the program's one block of memory. */
export interface Plan {
  readonly offsets: ReadonlyMap<Buffer, number>;
  readonly bytes: number;
}

/**
 * Every array a place of its own. A vector more is left free after each, so that the last vector of a loop may
 * read and write past the end, wherever it starts.
 */
export function plan(buffers: readonly Buffer[]): Plan {
  const offsets = new Map<Buffer, number>();
  let bytes = 0;
  for (const buffer of buffers) {
    offsets.set(buffer, bytes);
    bytes += (Math.ceil((buffer.length * bytesOf(buffer.dtype)) / vectorBytes) + 1) * vectorBytes;
  }
  return { offsets, bytes };
}
