/**
 * Leaves in a WebAssembly module the functions that are used. numpy-ts carries its generator as one module of 74 KB
 * for all of its distributions; seeds need a third of it. What stays keeps its bytes, and so its bits.
 */
import type { Plugin } from "rolldown";

/** Takes out of the modules in a chunk, which stand there as base64, what the rest of the chunk does not call. */
export const wasmInPart = (): Plugin => ({
  name: "wasm-in-part",
  renderChunk: (code) =>
    code.includes("AGFzbQ")
      ? code.replaceAll(/(["'`])(AGFzbQ[\w+/]{1000,}=*)\1/g, (_, quote, base64) => {
          const kept = withExports(Buffer.from(base64, "base64"), (name) =>
            code.includes(`.exports.${name}(`),
          );
          return quote + Buffer.from(kept).toString("base64") + quote;
        })
      : null,
});

const sections = { import: 2, export: 7, start: 8, element: 9, code: 10 };
/** `unreachable`, with its size before it: the body of a function that nobody calls. */
const nothing = [3, 0, 0x00, 0x0b];

/** The module with only the exported functions that `used` says, and what they call. Others keep their number. */
export function withExports(bytes: Uint8Array, used: (name: string) => boolean): Uint8Array {
  const reader = new Reader(bytes, 8);
  const parts: { id: number; start: number; end: number }[] = [];
  while (reader.at < bytes.length) {
    const id = reader.byte();
    const size = reader.number();
    parts.push({ id, start: reader.at, end: reader.at + size });
    reader.at += size;
  }
  const readerOf = (id: number): Reader | undefined => {
    const part = parts.find((one) => one.id === id);
    return part && new Reader(bytes, part.start);
  };
  // A table with functions in it would call more than can be seen here.
  if (readerOf(sections.element)) return bytes;
  const imported =
    readerOf(sections.import)
      ?.list((one) => one.imported())
      .filter((kind) => kind === 0).length ?? 0;
  const exported = readerOf(sections.export)!
    .list((one) => one.exported())
    .filter(({ name, kind }) => kind !== 0 || used(name));
  const bodies = readerOf(sections.code)!.list((one) => one.body());

  const live = new Set<number>();
  const reach = (index: number): void => {
    if (index < imported || live.has(index)) return;
    live.add(index);
    for (const next of bodies[index - imported]!.calls) reach(next);
  };
  for (const { kind, index } of exported) if (kind === 0) reach(index);
  const start = readerOf(sections.start)?.number();
  if (start !== undefined) reach(start);

  const list = (items: readonly (readonly number[] | Uint8Array)[]): number[] => [
    ...unsigned(items.length),
    ...items.flatMap((item) => [...item]),
  ];
  const contents: Readonly<Record<number, () => number[]>> = {
    [sections.export]: () => list(exported.map((one) => one.bytes)),
    [sections.code]: () => list(bodies.map((one, i) => (live.has(i + imported) ? one.bytes : nothing))),
  };
  // Sections of number 0 are names, for debuggers.
  const kept = parts
    .filter(({ id }) => id !== 0)
    .flatMap(({ id, start, end }) => {
      const content = contents[id]?.() ?? [...bytes.subarray(start, end)];
      return [id, ...unsigned(content.length), ...content];
    });
  return Uint8Array.from([...bytes.subarray(0, 8), ...kept]);
}

function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...unsigned(Math.floor(value / 128))];
}

/** Reads a module's binary form: https://webassembly.github.io/spec/core/binary/. */
class Reader {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  byte = (): number => this.bytes[this.at++]!;

  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte % 128) * scale;
      if (byte < 128) return value;
    }
  }

  list<T>(item: (reader: Reader) => T): T[] {
    return Array.from({ length: this.number() }, () => item(this));
  }

  text(): string {
    const length = this.number();
    this.at += length;
    return new TextDecoder().decode(this.bytes.subarray(this.at - length, this.at));
  }

  /** The kind of an import: 0 for a function. Those of numpy-ts are a memory. */
  imported(): number {
    this.text();
    this.text();
    const kind = this.byte();
    if (kind === 0) this.number();
    else if (kind === 2) for (let left = this.byte() % 2 === 1 ? 2 : 1; left > 0; left--) this.number();
    else throw new Error(`expected an import of a function or a memory but got one of kind ${kind}`);
    return kind;
  }

  exported(): { name: string; kind: number; index: number; bytes: Uint8Array } {
    const start = this.at;
    const name = this.text();
    const kind = this.byte();
    const index = this.number();
    return { name, kind, index, bytes: this.bytes.subarray(start, this.at) };
  }

  /** A function's bytes, with their size, and the functions that it calls. */
  body(): { bytes: Uint8Array; calls: number[] } {
    const start = this.at;
    const size = this.number();
    const end = this.at + size;
    const calls: number[] = [];
    this.list(() => [this.number(), this.byte()]);
    while (this.at < end) this.instruction(calls);
    if (this.at !== end)
      throw new Error(`an instruction ends at ${this.at}, past its function's end at ${end}`);
    return { bytes: this.bytes.subarray(start, end), calls };
  }

  /** Steps over an instruction; a number of either sign ends with the first byte below 128. */
  instruction(calls: number[]): void {
    const code = this.byte();
    const within = (low: number, high: number): boolean => code >= low && code <= high;
    if (code === 0x10) calls.push(this.number());
    else if (code === 0x0e) {
      this.list(() => this.number());
      this.number();
    } else if (code === 0xfc) this.bulk();
    else if (code === 0xfd) this.vector();
    else if (within(0x28, 0x3e)) this.numbers(2);
    else if (code === 0x43) this.at += 4;
    else if (code === 0x44) this.at += 8;
    else if (within(0x02, 0x04) || within(0x0c, 0x0d) || within(0x20, 0x24) || within(0x3f, 0x42))
      this.number();
    else if (!(within(0x00, 0x01) || [0x05, 0x0b, 0x0f, 0x1a, 0x1b].includes(code) || within(0x45, 0xc4)))
      throw new Error(`the instruction ${code} at ${this.at - 1} is not known here`);
  }

  numbers(count: number): void {
    for (let i = 0; i < count; i++) this.number();
  }

  bulk(): void {
    const code = this.number();
    if (code > 11) throw new Error(`the instruction 252 ${code} is not known here`);
    this.numbers([0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1][code]!);
  }

  vector(): void {
    const code = this.number();
    if (code <= 11 || code === 92 || code === 93) this.numbers(2);
    else if (code <= 13) this.at += 16;
    else if (code >= 21 && code <= 34) this.at += 1;
    else if (code >= 84 && code <= 91) {
      this.numbers(2);
      this.at += 1;
    }
  }
}
