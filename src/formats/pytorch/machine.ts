import { fail } from "../../base/error.ts";

/** What a program in a pickle may name, as `collections.OrderedDict`, and what a call of it gives. */
export type Vocabulary = Readonly<Record<string, (args: readonly unknown[], who: string) => unknown>>;

/** A name of the vocabulary, as it lies on the stack. */
export class Named {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

const complete = "Is the file complete?";

/**
 * The state of a pickle that is being read: the bytes and how far they are read, the stack, and what was put aside.
 * Each read is bounded by what is left, so that no length in the file is believed.
 */
export class Machine {
  readonly who: string;
  readonly memo = new Map<number, unknown>();
  readonly stack: unknown[] = [];
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  /** How high the stack was at each mark. */
  readonly #marks: number[] = [];
  #at = 0;

  constructor(bytes: Uint8Array, who: string) {
    this.who = who;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get at(): number {
    return this.#at;
  }

  take(length: number): Uint8Array {
    const start = this.#advance(length);
    return this.#bytes.subarray(start, start + length);
  }

  text(length: number): string {
    return this.#decode(this.take(length));
  }

  /** Text up to the end of the line. */
  line(): string {
    const end = this.#bytes.indexOf(10, this.#at);
    if (end < 0) return this.refuse("a name that ends with its line", "the end of the pickle", complete);
    const text = this.text(end - this.#at);
    this.#at++;
    return text;
  }

  uint8 = (): number => this.#view.getUint8(this.#advance(1));
  uint16 = (): number => this.#view.getUint16(this.#advance(2), true);
  uint32 = (): number => this.#view.getUint32(this.#advance(4), true);
  int32 = (): number => this.#view.getInt32(this.#advance(4), true);
  /** A length of 64 bits; one beyond 2^53 is rounded, and more than any file holds either way. */
  uint64 = (): number => Number(this.#view.getBigUint64(this.#advance(8), true));
  float64 = (): number => this.#view.getFloat64(this.#advance(8), false);

  /** A whole number in two's complement, the lowest byte first. */
  long(length: number): number {
    const digits = this.take(length);
    if (length > 8) return this.refuse("whole numbers of at most 8 bytes", `one of ${length}`);
    const bits = digits.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
    return Number(BigInt.asIntN(8 * length, bits));
  }

  push(value: unknown): void {
    this.stack.push(value);
  }

  pop(): unknown {
    if (this.stack.length <= (this.#marks.at(-1) ?? 0))
      return this.refuse("a value on the stack", "an empty one");
    return this.stack.pop();
  }

  top(): unknown {
    const value = this.pop();
    this.push(value);
    return value;
  }

  mark(): void {
    this.#marks.push(this.stack.length);
  }

  /** What lies above the last mark. */
  popMark(): unknown[] {
    const start = this.#marks.pop();
    return start === undefined ? this.refuse("a mark on the stack", "none") : this.stack.splice(start);
  }

  recall(index: number): void {
    if (!this.memo.has(index)) this.refuse("a value that was put aside before", `number ${index}`);
    this.push(this.memo.get(index));
  }

  refuse(expected: string, got: string, fix = "Write the file again."): never {
    return fail("data", {
      who: `${this.who}, byte ${this.#at} of the pickle`,
      expected,
      got,
      fix,
    });
  }

  #advance(length: number): number {
    const left = this.#bytes.length - this.#at;
    if (length > left) this.refuse(`${length} more bytes`, `${left}`, complete);
    const start = this.#at;
    this.#at += length;
    return start;
  }

  #decode(bytes: Uint8Array): string {
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return this.refuse("text in UTF-8", "other bytes");
    }
  }
}
