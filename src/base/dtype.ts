/**
 * Element types of the graph. Floats compute; `int32` indexes (classes, batches); `bool` chooses (masks),
 * stored as 0 or 1 in a byte.
 */
export type FloatType = "float32" | "float64";
export type DType = FloatType | "int32" | "bool";

export type TypedArray = Float32Array | Float64Array | Int32Array | Uint8Array;

interface Storage {
  readonly bytes: number;
  readonly make: (length: number) => TypedArray;
}

const storage: Record<DType, Storage> = {
  float32: { bytes: 4, make: (n) => new Float32Array(n) },
  float64: { bytes: 8, make: (n) => new Float64Array(n) },
  int32: { bytes: 4, make: (n) => new Int32Array(n) },
  bool: { bytes: 1, make: (n) => new Uint8Array(n) },
};

/** A zeroed typed array that holds `length` elements of `dtype`. */
export const allocate = (dtype: DType, length: number): TypedArray => storage[dtype].make(length);

/** Bytes of one element. */
export const bytesOf = (dtype: DType): number => storage[dtype].bytes;

export const isFloat = (dtype: DType): dtype is FloatType => dtype === "float32" || dtype === "float64";
