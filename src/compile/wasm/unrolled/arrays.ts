import type { FloatType } from "../../../base/dtype.ts";
import type { Buffer } from "../../kernel.ts";
import { load, type Place, storeFlags, storeVector } from "../elements.ts";
import { simd } from "../simd.ts";

/**
 * The arrays of a step as locals: each is a list of vectors that hold its elements row by row, conditions as masks.
 * An array that a kernel in memory reads or writes is stored or loaded there.
 */
export interface Arrays {
  /** The vectors of an array, in lanes as wide as `dtype`. */
  vectors(buffer: Buffer, dtype: FloatType): readonly number[];
  /**
   * A vector whose first lanes hold the given elements; the others may hold anything. Made once, however many ask.
   */
  pick(buffer: Buffer, dtype: FloatType, elements: readonly number[]): number;
  /** Gives an array its value in this step. */
  set(buffer: Buffer, dtype: FloatType, vectors: readonly number[]): void;
  /** Stores an array where a kernel that reads memory looks for it. */
  toMemory(buffer: Buffer): void;
  /** An array has a new value in memory. */
  inMemory(buffer: Buffer): void;
}

type Vectors = { readonly [D in FloatType]?: readonly number[] };

/** @param isFixed whether an array stays as it is while steps run: what is made of it alone is made before them */
export function arrays(place: Place, isFixed: (buffer: Buffer) => boolean): Arrays {
  const held = new Map<Buffer, Vectors>();
  const picked = new Map<Buffer, Map<string, number>>();
  const unstored = new Set<Buffer>();
  const writerOf = (buffer: Buffer) =>
    isFixed(buffer) && !unstored.has(buffer) ? place.before : place.inside;

  function vectors(buffer: Buffer, dtype: FloatType): readonly number[] {
    const known = held.get(buffer) ?? {};
    const made =
      known[dtype] ?? (unstored.has(buffer) ? resized(buffer, known, dtype) : loaded(buffer, dtype));
    held.set(buffer, { ...known, [dtype]: made });
    return made;
  }

  function loaded(buffer: Buffer, dtype: FloatType): number[] {
    const count = Math.ceil(buffer.length / simd[dtype].lanes);
    return Array.from({ length: count }, (_, v) => load(writerOf(buffer), dtype, buffer, place, v));
  }

  /** Masks from lanes of the other width. */
  function resized(buffer: Buffer, { float32, float64 }: Vectors, dtype: FloatType): number[] {
    const [from, narrow] = dtype === "float32" ? [float64!, true] : [float32!, false];
    const count = Math.ceil(buffer.length / simd[dtype].lanes);
    return Array.from({ length: count }, (_, v) => {
      const [a, b] = narrow
        ? [from[2 * v]!, from[2 * v + 1] ?? from[2 * v]!]
        : [from[v >> 1]!, from[v >> 1]!];
      return shuffle(buffer, a, b, (byte) =>
        narrow ? 8 * (byte >> 2) + (byte & 3) : 8 * (v & 1) + 4 * (byte >> 3) + (byte & 3),
      );
    });
  }

  function shuffle(buffer: Buffer, a: number, b: number, source: (byte: number) => number): number {
    const code = writerOf(buffer);
    code.emit("local.get", a);
    code.emit("local.get", b);
    code.emit(
      "i8x16.shuffle",
      Array.from({ length: 16 }, (_, byte) => source(byte)),
    );
    const local = code.local("v128");
    code.emit("local.set", local);
    return local;
  }

  function pick(buffer: Buffer, dtype: FloatType, wanted: readonly number[]): number {
    const { lanes, bytes } = simd[dtype];
    const all = vectors(buffer, dtype);
    const first = wanted[0]!;
    if (first % lanes === 0 && wanted.every((element, lane) => element === first + lane))
      return all[first / lanes]!;
    const elements = Array.from({ length: lanes }, (_, lane) => wanted[lane] ?? wanted.at(-1)!);
    const known = picked.get(buffer) ?? new Map<string, number>();
    picked.set(buffer, known);
    const key = `${dtype} ${elements}`;
    const made = known.get(key) ?? make();
    known.set(key, made);
    return made;

    function make(): number {
      const sources = [...new Set(elements.map((element) => Math.floor(element / lanes)))];
      const half = lanes / 2;
      if (sources.length > 2) {
        const low = pick(buffer, dtype, elements.slice(0, half));
        const high = pick(buffer, dtype, elements.slice(half));
        return shuffle(buffer, low, high, (byte) => (byte < 8 ? byte : byte + 8));
      }
      const [a, b = a] = sources.map((v) => all[v]!) as [number, number?];
      return shuffle(buffer, a, b, (byte) => {
        const element = elements[Math.floor(byte / bytes)]!;
        const operand = sources.indexOf(Math.floor(element / lanes));
        return operand * 16 + (element % lanes) * bytes + (byte % bytes);
      });
    }
  }

  return {
    vectors,
    pick,
    set(buffer, dtype, values) {
      held.set(buffer, { [dtype]: values });
      picked.delete(buffer);
      unstored.add(buffer);
    },
    toMemory(buffer) {
      if (!unstored.delete(buffer)) return;
      const [dtype, values] = Object.entries(held.get(buffer)!)[0] as [FloatType, readonly number[]];
      const store = buffer.dtype === "bool" ? storeFlags : storeVector;
      for (const [v, local] of values.entries())
        store(place.inside, dtype, place.i, v, local, place.at(buffer));
    },
    inMemory(buffer) {
      held.delete(buffer);
      picked.delete(buffer);
      unstored.delete(buffer);
    },
  };
}
