import { writeZip } from "../../src/array/writeZip.ts";
import { readZip } from "../../src/array/zip.ts";
import { threefry } from "../../src/base/threefry.ts";

/** Whole numbers below a bound, the same for the same key. */
export type Draw = (below: number) => number;

/** The draws of one file: `key` tells readers apart, `number` their files. */
export function drawsOf(seed: number, key: number, number: number): Draw {
  let count = 0;
  return (below) => Math.floor((threefry(seed, key, number, count++) / 2 ** 32) * below);
}

/** A number for a reader's name. */
export const keyOf = (name: string): number =>
  [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 0);

type Mutator = (bytes: Uint8Array, draw: Draw, seeds: readonly Uint8Array[]) => Uint8Array;

/** Numbers that lengths, offsets and counts are careless about; others are near the file's own length. */
const interesting = [
  0n,
  1n,
  -1n,
  127n,
  255n,
  2n ** 15n,
  2n ** 16n - 1n,
  2n ** 31n - 1n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 53n,
  2n ** 63n,
];

function splice(bytes: Uint8Array, start: number, remove: number, insert: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length - remove + insert.length);
  out.set(bytes.subarray(0, start));
  out.set(insert, start);
  out.set(bytes.subarray(start + remove), start + insert.length);
  return out;
}

/** A stretch of the bytes, short most of the time. */
function span({ length }: Uint8Array, draw: Draw): [start: number, end: number] {
  const start = draw(length);
  return [start, Math.min(length, start + 1 + draw(draw(4) === 0 ? length : 32))];
}

function integer(bytes: Uint8Array, draw: Draw): Uint8Array {
  const width = [2, 4, 8][draw(3)]!;
  if (bytes.length < width) return bytes;
  const out = bytes.slice();
  const own = BigInt(bytes.length + draw(3) - 1);
  const choice = draw(interesting.length + 3);
  const value = interesting[choice] ?? own;
  const view = new DataView(out.buffer);
  const at = draw(bytes.length - width + 1);
  const little = draw(4) > 0;
  if (width === 8) view.setBigUint64(at, BigInt.asUintN(64, value), little);
  else if (width === 4) view.setUint32(at, Number(BigInt.asUintN(32, value)), little);
  else view.setUint16(at, Number(BigInt.asUintN(16, value)), little);
  return out;
}

/** A number written in digits, as in JSON, replaced. */
function digits(bytes: Uint8Array, draw: Draw): Uint8Array {
  const isDigit = (i: number) => bytes[i]! >= 48 && bytes[i]! <= 57;
  const from = draw(bytes.length);
  let start = from;
  while (start < bytes.length && !isDigit(start)) start++;
  if (start === bytes.length) return bytes;
  let end = start;
  while (end < bytes.length && isDigit(end)) end++;
  const texts = [
    "0",
    "-1",
    "1e308",
    "1e999",
    "0.5",
    "4294967296",
    "9007199254740993",
    "null",
    '"a"',
    "[]",
    "{}",
    String(bytes.length),
  ];
  return splice(bytes, start, end - start, new TextEncoder().encode(texts[draw(texts.length)]!));
}

export const mutators: Readonly<Record<string, Mutator>> = {
  bit(bytes, draw) {
    const out = bytes.slice();
    out[draw(out.length)]! ^= 1 << draw(8);
    return out;
  },
  byte(bytes, draw) {
    const out = bytes.slice();
    out[draw(out.length)] = draw(256);
    return out;
  },
  truncate: (bytes, draw) => bytes.slice(0, draw(bytes.length)),
  remove(bytes, draw) {
    const [start, end] = span(bytes, draw);
    return splice(bytes, start, end - start, new Uint8Array());
  },
  repeat(bytes, draw) {
    const [start, end] = span(bytes, draw);
    return splice(bytes, end, 0, bytes.slice(start, end));
  },
  insert: (bytes, draw) =>
    splice(
      bytes,
      draw(bytes.length),
      0,
      Uint8Array.from({ length: 1 + draw(16) }, () => draw(256)),
    ),
  integer,
  digits,
  /** The beginning of this file and the end of another. */
  splice(bytes, draw, seeds) {
    const other = seeds[draw(seeds.length)]!;
    const start = draw(bytes.length);
    return splice(bytes, start, bytes.length - start, other.subarray(draw(other.length + 1)));
  },
};

const names = Object.keys(mutators);

/** One of the seeds with one to four mutations, the same for the same draws. */
export async function mutated(seeds: readonly Uint8Array[], draw: Draw): Promise<Uint8Array> {
  const seed = seeds[draw(seeds.length)]!;
  const times = 1 + draw(4);
  return draw(2) === 0 && isZip(seed) ? insideZip(seed, times, draw) : several(seed, times, draw, seeds);
}

function several(bytes: Uint8Array, times: number, draw: Draw, seeds: readonly Uint8Array[]): Uint8Array {
  let out = bytes;
  for (let i = 0; i < times && out.length > 0; i++)
    out = mutators[names[draw(names.length)]!]!(out, draw, seeds);
  return out;
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3;

/** Changes one file of an archive and packs it anew: the checksums keep every other change from the readers within. */
async function insideZip(archive: Uint8Array, times: number, draw: Draw): Promise<Uint8Array> {
  const files = await readZip(archive);
  const entries = [...files.values()].filter(({ length }) => length > 0);
  const chosen = entries[draw(entries.length)]!;
  const change = (content: Uint8Array) =>
    content === chosen ? several(content, times, draw, entries) : content;
  return writeZip(new Map([...files].map(([name, content]) => [name, change(content)])));
}
