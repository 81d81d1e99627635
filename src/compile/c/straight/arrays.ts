import type { FloatType } from "../../../base/dtype.ts";
import type { Buffer } from "../../kernel.ts";
import type { Names } from "../../source/names.ts";
import { flagTypeOf, prefixOf, typeOf } from "../form.ts";
import type { Source } from "../source.ts";
import { wide, wideElements } from "../wide.ts";

/**
 * The arrays of a step as variables: each is a list of vectors that hold its elements row by row, conditions as masks.
 * An array that a kernel in memory reads or writes is stored or loaded there.
 */
export interface Arrays {
  /** The vectors of an array, in lanes as wide as `dtype`. */
  vectors(buffer: Buffer, dtype: FloatType): readonly string[];
  /**
   * A vector whose first lanes hold the given elements; the others may hold anything. Made once, however many ask.
   */
  pick(buffer: Buffer, dtype: FloatType, elements: readonly number[]): string;
  /** Gives an array its value in this step. */
  set(buffer: Buffer, dtype: FloatType, vectors: readonly string[]): void;
  /** Stores an array where a kernel that reads memory looks for it. */
  toMemory(buffer: Buffer): void;
  /** An array has a new value in memory. */
  inMemory(buffer: Buffer): void;
}

/** Where the variables are written, and with how many numbers in each. */
export interface Sheet {
  readonly source: Source;
  readonly names: Names;
  nameOf(buffer: Buffer): string;
  lanes(dtype: FloatType): number;
  /** Lines ahead of the loop over steps, and in it. */
  readonly before: string[];
  readonly inside: string[];
  /** Whether an array stays as it is while steps run: what is made of it alone is made before them. */
  isFixed(buffer: Buffer): boolean;
}

interface Held {
  readonly dtype: FloatType;
  readonly vectors: readonly string[];
}

export function arrays(sheet: Sheet): Arrays {
  const { source, names, nameOf, lanes, isFixed } = sheet;
  const held = new Map<Buffer, Held>();
  const picked = new Map<Buffer, Map<string, string>>();
  const unstored = new Set<Buffer>();

  function vectors(buffer: Buffer, dtype: FloatType): readonly string[] {
    const known = held.get(buffer);
    if (known?.dtype === dtype) return known.vectors;
    // Masks have other lanes beside numbers of the other type.
    toMemory(buffer);
    const count = Math.ceil(buffer.length / lanes(dtype));
    const made = Array.from({ length: count }, (_, v) => define(buffer, dtype, v, loaded(buffer, dtype, v)));
    picked.delete(buffer);
    held.set(buffer, { dtype, vectors: made });
    return made;
  }

  function define(buffer: Buffer, dtype: FloatType, wish: string | number, text: string): string {
    const reading = { dtype, wide: true };
    const name = names.unique(`${nameOf(buffer)}_${wish}`);
    const type = buffer.dtype === "bool" ? flagTypeOf(reading) : typeOf(reading);
    const lines = isFixed(buffer) && !unstored.has(buffer) ? sheet.before : sheet.inside;
    lines.push(`const ${type} ${name} = ${text};`);
    return name;
  }

  function loaded(buffer: Buffer, dtype: FloatType, v: number): string {
    const place = placeOf(buffer, dtype, v);
    if (buffer.dtype === "bool") return `${wideElements(source, dtype, "flags")}(${place})`;
    if (buffer.dtype === "int32") return `${wideElements(source, dtype, "ints")}(${place})`;
    return `${wide(source, dtype, "load")}(${place})`;
  }

  const placeOf = (buffer: Buffer, dtype: FloatType, v: number): string =>
    v === 0 ? nameOf(buffer) : `${nameOf(buffer)} + ${v * lanes(dtype)}`;

  function pick(buffer: Buffer, dtype: FloatType, wanted: readonly number[]): string {
    const all = vectors(buffer, dtype);
    const width = lanes(dtype);
    const first = wanted[0]!;
    if (first % width === 0 && wanted.every((element, lane) => element === first + lane))
      return all[first / width]!;
    const elements = Array.from({ length: width }, (_, lane) => wanted[lane] ?? wanted.at(-1)!);
    const known = picked.get(buffer) ?? new Map<string, string>();
    picked.set(buffer, known);
    const key = elements.join(" ");
    const made = known.get(key) ?? make();
    known.set(key, made);
    return made;

    function make(): string {
      const sources = [...new Set(elements.map((element) => Math.floor(element / width)))];
      const shuffled = (a: string, b: string, from: readonly number[]) =>
        define(
          buffer,
          dtype,
          "picked",
          `SHUFFLE(${prefixOf({ dtype, wide: false })}m, ${a}, ${b}, ${from.join(", ")})`,
        );
      if (sources.length > 2) {
        const middle = Math.ceil(wanted.length / 2);
        const low = pick(buffer, dtype, wanted.slice(0, middle));
        const high = pick(buffer, dtype, wanted.slice(middle));
        return shuffled(
          low,
          high,
          elements.map((_, lane) =>
            lane < middle ? lane : width + Math.min(lane, wanted.length - 1) - middle,
          ),
        );
      }
      const [a, b = a] = sources.map((v) => all[v]!) as [string, string?];
      const from = elements.map(
        (element) => sources.indexOf(Math.floor(element / width)) * width + (element % width),
      );
      return shuffled(a, b, from);
    }
  }

  function toMemory(buffer: Buffer): void {
    if (!unstored.delete(buffer)) return;
    const { dtype, vectors } = held.get(buffer)!;
    for (const [v, name] of vectors.entries()) {
      const place = placeOf(buffer, dtype, v);
      sheet.inside.push(
        buffer.dtype === "bool"
          ? `${wideElements(source, dtype, "storeFlags")}(${place}, ${name}, ${Math.min(lanes(dtype), buffer.length - v * lanes(dtype))});`
          : `${wide(source, dtype, "store")}(${place}, ${name});`,
      );
    }
  }

  return {
    vectors,
    pick,
    toMemory,
    set(buffer, dtype, values) {
      held.set(buffer, { dtype, vectors: values });
      picked.delete(buffer);
      unstored.add(buffer);
    },
    inMemory(buffer) {
      held.delete(buffer);
      picked.delete(buffer);
      unstored.delete(buffer);
    },
  };
}
