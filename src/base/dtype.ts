/**
 * Element types of the graph. Floats compute; `int32` indexes (classes, batches); `bool` chooses (masks),
 * stored as 0 or 1 in a byte.
 */
export type FloatType = "float32" | "float64";
export type DType = FloatType | "int32" | "bool";

export type TypedArray = Float32Array | Float64Array | Int32Array | Uint8Array;

interface ArrayType {
  readonly BYTES_PER_ELEMENT: number;
  new (length: number): TypedArray;
  new (memory: ArrayBuffer, offset: number, length: number): TypedArray;
}

/** The typed array that stores each dtype. */
const arrayTypes: Record<DType, ArrayType> = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  bool: Uint8Array,
};

export const isDType = (value: unknown): value is DType =>
  typeof value === "string" && Object.hasOwn(arrayTypes, value);

/** A zeroed typed array that holds `length` elements of `dtype`. */
export const allocate = (dtype: DType, length: number): TypedArray => new arrayTypes[dtype](length);

/** `length` elements of `dtype` that lie in `memory` from byte `offset` on; nothing is copied. */
export const viewOf = (dtype: DType, memory: ArrayBuffer, offset: number, length: number): TypedArray =>
  new arrayTypes[dtype](memory, offset, length);

/** The bytes of an array, four at a time. A loop over one type of array takes a quarter of the time of one over several. */
export const wordsOf = ({ buffer, byteOffset, byteLength }: TypedArray): Int32Array =>
  new Int32Array(buffer, byteOffset, Math.floor(byteLength / 4));

/** Whether an array stores `dtype`. */
export const holds = (dtype: DType, data: TypedArray): boolean => data instanceof arrayTypes[dtype];

/** Bytes of one element. */
export const bytesOf = (dtype: DType): number => arrayTypes[dtype].BYTES_PER_ELEMENT;

export const isFloat = (dtype: DType): dtype is FloatType => dtype === "float32" || dtype === "float64";
