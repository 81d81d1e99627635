import { bytesOf } from "../base/dtype.ts";
import type { Buffer, Schedule } from "./kernel.ts";

const cacheLine = 64;

/** Bytes that one round of a loop handles at most: 16 numbers. */
const roundBytes = 128;

/** Where each array lies in the program's one block of memory. */
export interface Plan {
  readonly offsets: ReadonlyMap<Buffer, number>;
  readonly bytes: number;
}

/**
 * Every array a place of its own, at a multiple of a cache line. What a round handles is left free after each, so
 * that the last one may read and write past the end, and a row can be repeated behind itself.
 */
export function plan(schedules: readonly Pick<Schedule<unknown>, "buffers" | "inPlace">[]): Plan {
  const offsets = new Map<Buffer, number>();
  let bytes = 0;
  for (const { buffers, inPlace } of schedules) {
    for (const buffer of buffers) {
      if (offsets.has(buffer) || inPlace.has(buffer)) continue;
      offsets.set(buffer, bytes);
      bytes += Math.ceil((buffer.length * bytesOf(buffer.dtype)) / cacheLine) * cacheLine + roundBytes;
    }
    for (const [buffer, place] of inPlace) offsets.set(buffer, offsets.get(place)!);
  }
  return { offsets, bytes };
}
