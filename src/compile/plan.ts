import { bytesOf } from "../base/dtype.ts";
import type { Buffer, Schedule } from "./kernel.ts";
import { operandsOf, resultsOf } from "./operands.ts";

const cacheLine = 64;

/** Bytes that one round of a loop handles at most: 16 numbers. */
const roundBytes = 128;

/**
 * Bytes from which on a temporary array gives its place to others. For less it is not worth it: threads that run
 * ahead of others have to wait before they write where the others may still read.
 */
const worthATurn = 2 ** 20;

/** Where each array lies in the program's one block of memory. */
export interface Plan {
  readonly offsets: ReadonlyMap<Buffer, number>;
  readonly bytes: number;
}

/** A part of memory that some arrays have in turn. */
interface Place {
  bytes: number;
  readonly buffers: Buffer[];
}

type Planned = Pick<Schedule<unknown>, "buffers" | "inPlace" | "temporary" | "step" | "update">;

/**
 * Every array that lasts has a place of its own; large temporary ones take turns. Those of all schedules begin at the
 * same address, because only one schedule runs at a time.
 */
export function plan(schedules: readonly Planned[]): Plan {
  const offsets = new Map<Buffer, number>();
  let bytes = 0;
  for (const { buffers, inPlace, temporary } of schedules) {
    for (const buffer of buffers) {
      if (offsets.has(buffer) || inPlace.has(buffer) || temporary.has(buffer)) continue;
      offsets.set(buffer, bytes);
      bytes += roomFor(buffer);
    }
    for (const [buffer, place] of inPlace) offsets.set(buffer, offsets.get(place)!);
  }
  let end = bytes;
  for (const schedule of schedules) {
    let offset = bytes;
    for (const place of placesOf(schedule)) {
      for (const buffer of place.buffers) offsets.set(buffer, offset);
      offset += place.bytes;
    }
    end = Math.max(end, offset);
  }
  return { offsets, bytes: end };
}

/**
 * Whole cache lines, and behind them what a round handles: the last round may read and write past the end, and a row
 * can be repeated behind itself.
 */
const roomFor = ({ length, dtype }: Buffer): number =>
  Math.ceil((length * bytesOf(dtype)) / cacheLine) * cacheLine + roundBytes;

/**
 * The places of temporary arrays. A kernel's results find those free whose arrays nobody reads any more; its own
 * operands are not among them, because most kernels read some of them again after they began to write.
 */
function placesOf({ step, update, temporary }: Planned): readonly Place[] {
  const kernels = [...step, ...update];
  const lastReader = new Map(
    kernels.flatMap((kernel) => operandsOf(kernel).map((buffer) => [buffer, kernel])),
  );
  const places = new Map<Buffer, Place>();
  const free: Place[] = [];
  const all: Place[] = [];
  for (const kernel of kernels) {
    const results = resultsOf(kernel).filter((buffer) => temporary.has(buffer));
    for (const buffer of results) {
      const place = taken(free, roomFor(buffer)) ?? { bytes: 0, buffers: [] };
      if (place.buffers.length === 0) all.push(place);
      place.bytes = Math.max(place.bytes, roomFor(buffer));
      place.buffers.push(buffer);
      places.set(buffer, place);
    }
    for (const buffer of new Set([...operandsOf(kernel), ...results])) {
      const place = places.get(buffer);
      if (place && place.bytes >= worthATurn && (lastReader.get(buffer) ?? kernel) === kernel)
        free.push(place);
    }
  }
  return all;
}

/** Takes the smallest place that is large enough, else the largest, which then grows. */
function taken(free: Place[], bytes: number): Place | undefined {
  free.sort((a, b) => a.bytes - b.bytes);
  const fitting = free.findIndex((place) => place.bytes >= bytes);
  return free.splice(fitting, 1)[0];
}
