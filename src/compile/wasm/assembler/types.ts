/** The types of WebAssembly values that code here computes with. */
export type ValueType = "i32" | "i64" | "f32" | "f64" | "v128";

/** The byte that stands for each type in the binary format (WebAssembly 3.0, 5.3.1 and 5.3.2). */
export const typeBytes: Readonly<Record<ValueType, number>> = {
  i32: 0x7f,
  i64: 0x7e,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
};

/** The bytes of structured control, which {@link Code} writes and the table of instructions does not hold. */
export const control = { block: 0x02, loop: 0x03, if: 0x04, else: 0x05, end: 0x0b, noResult: 0x40 } as const;

/** What a function takes and gives. */
export interface Signature {
  readonly params: readonly ValueType[];
  readonly results: readonly ValueType[];
}
