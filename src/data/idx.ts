import { NDArray } from "../array/ndarray.ts";
import { allocate, type DType, type TypedArray } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { formatShape, type Shape, sizeOf } from "../base/shape.ts";
import { hex } from "./gunzip.ts";

interface Element {
  readonly bytes: number;
  readonly dtype: DType;
  read(view: DataView, at: number): number;
}

/** Element types by the third byte of the magic number; the numbers of the file are big-endian. */
const elements: Readonly<Record<number, Element>> = {
  8: { bytes: 1, dtype: "int32", read: (view, at) => view.getUint8(at) },
  9: { bytes: 1, dtype: "int32", read: (view, at) => view.getInt8(at) },
  11: { bytes: 2, dtype: "int32", read: (view, at) => view.getInt16(at) },
  12: { bytes: 4, dtype: "int32", read: (view, at) => view.getInt32(at) },
  13: { bytes: 4, dtype: "float32", read: (view, at) => view.getFloat32(at) },
  14: { bytes: 8, dtype: "float64", read: (view, at) => view.getFloat64(at) },
};

/**
 * The array in an IDX file, the format of MNIST: two zero bytes, the element type, the number of axes, the size
 * of each axis as a big-endian 32-bit number, then the elements in row-major order
 * (http://yann.lecun.com/exdb/mnist, "The IDX file format").
 *
 * @param who the file's name, for messages
 * @returns int32 for the integer types, else float32 or float64
 * @throws ChainruleError `data` for a wrong magic number, or fewer or more bytes than the sizes ask for
 *
 * @example
 * readIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 7, 9)).tolist(); // [7, 9]
 */
export function readIdx(bytes: Uint8Array, who = "idx"): NDArray {
  const { values, shape } = parseIdx(bytes, who);
  return values instanceof Uint8Array
    ? new NDArray(Int32Array.from(values), shape, "int32")
    : new NDArray(values, shape, dtypeOf(values));
}

const dtypeOf = (values: TypedArray): DType =>
  values instanceof Int32Array ? "int32" : values instanceof Float32Array ? "float32" : "float64";

/** As {@link readIdx}, with unsigned bytes left as the file has them: MNIST has 47 million. */
export function parseIdx(bytes: Uint8Array, who: string): { values: TypedArray; shape: Shape } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const element = elements[bytes[2] ?? -1];
  const axes = bytes[3] ?? 0;
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0 || !element || axes === 0)
    fail("data", {
      who,
      expected: "an IDX file: 00 00, an element type (08, 09 or 0b to 0e), the number of axes (1 or more)",
      got: bytes.length === 0 ? "an empty file" : `first bytes ${hex(bytes.subarray(0, 4))}`,
    });
  const start = 4 + 4 * axes;
  if (bytes.length < start)
    fail("data", {
      who,
      expected: `a header of ${start} bytes for ${axes} axes`,
      got: `${bytes.length} bytes`,
    });
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  const size = sizeOf(shape);
  const given = bytes.length - start;
  if (given !== size * element.bytes)
    fail("data", {
      who,
      expected: `${size * element.bytes} bytes of data for shape ${formatShape(shape)}`,
      got: `${given}`,
      fix:
        given < size * element.bytes
          ? "The file is cut short; fetch it again."
          : "The file has bytes past its end.",
    });
  if (element === elements[8]) return { values: bytes.subarray(start), shape };
  const values = allocate(element.dtype, size);
  for (let i = 0; i < size; i++) values[i] = element.read(view, start + i * element.bytes);
  return { values, shape };
}
