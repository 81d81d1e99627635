import { allocate, type DType, type TypedArray } from "../../base/dtype.ts";

/** How one element type of the format is read, and what it becomes. */
export interface ElementType {
  readonly bytes: number;
  /** `integer` becomes int32, or float64 where a value does not fit. */
  readonly becomes: DType | "integer";
  read(view: DataView, at: number): number;
}

/** A float of 16 bits: 5 of exponent and 10 of fraction (IEEE 754 binary16). */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Infinity;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** The upper half of a float of 32 bits. */
function brain(bits: number): number {
  const whole = new DataView(new ArrayBuffer(4));
  whole.setUint32(0, bits << 16);
  return whole.getFloat32(0);
}

/** The element types that can be read, by their names in the format. Little-endian, all of them. */
export const elementTypes: Readonly<Record<string, ElementType>> = {
  F64: { bytes: 8, becomes: "float64", read: (view, at) => view.getFloat64(at, true) },
  F32: { bytes: 4, becomes: "float32", read: (view, at) => view.getFloat32(at, true) },
  F16: { bytes: 2, becomes: "float32", read: (view, at) => half(view.getUint16(at, true)) },
  BF16: { bytes: 2, becomes: "float32", read: (view, at) => brain(view.getUint16(at, true)) },
  I64: { bytes: 8, becomes: "integer", read: (view, at) => Number(view.getBigInt64(at, true)) },
  I32: { bytes: 4, becomes: "int32", read: (view, at) => view.getInt32(at, true) },
  I16: { bytes: 2, becomes: "int32", read: (view, at) => view.getInt16(at, true) },
  I8: { bytes: 1, becomes: "int32", read: (view, at) => view.getInt8(at) },
  U64: { bytes: 8, becomes: "integer", read: (view, at) => Number(view.getBigUint64(at, true)) },
  U32: { bytes: 4, becomes: "integer", read: (view, at) => view.getUint32(at, true) },
  U16: { bytes: 2, becomes: "int32", read: (view, at) => view.getUint16(at, true) },
  U8: { bytes: 1, becomes: "int32", read: (view, at) => view.getUint8(at) },
  BOOL: { bytes: 1, becomes: "bool", read: (view, at) => view.getUint8(at) },
};

/** The values of `length` elements that start at `start`. */
export function readElements(
  { bytes, becomes, read }: ElementType,
  view: DataView,
  start: number,
  length: number,
): { readonly data: TypedArray; readonly dtype: DType } {
  const data = allocate(becomes === "integer" ? "float64" : becomes, length);
  for (let i = 0; i < length; i++) data[i] = read(view, start + i * bytes);
  if (becomes !== "integer") return { data, dtype: becomes };
  const fits = data.every((value) => value >= -(2 ** 31) && value < 2 ** 31);
  return fits ? { data: Int32Array.from(data), dtype: "int32" } : { data, dtype: "float64" };
}

interface Writer {
  readonly name: string;
  write(view: DataView, at: number, value: number): void;
}

/** How arrays are written, by their dtype. */
export const writers: Readonly<Record<DType, Writer>> = {
  float64: { name: "F64", write: (view, at, value) => view.setFloat64(at, value, true) },
  float32: { name: "F32", write: (view, at, value) => view.setFloat32(at, value, true) },
  int32: { name: "I32", write: (view, at, value) => view.setInt32(at, value, true) },
  bool: { name: "BOOL", write: (view, at, value) => view.setUint8(at, value) },
};
