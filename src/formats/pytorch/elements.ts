import { NDArray } from "../../array/ndarray.ts";
import { fail } from "../../base/error.ts";
import { formatShape, sizeOf, stridesOf } from "../../base/shape.ts";
import { elementTypes, readElements } from "../safetensors/elements.ts";
import type { Archive } from "./archive.ts";
import type { Storage, TensorView } from "./tensor.ts";

/**
 * Reads tensors out of the storages of an archive, in row-major order; 16-bit floats widen to float32. All together
 * have no more elements than the file has bytes: views may overlap, and with a step of 0 one number can stand for any
 * count of elements.
 */
export function tensorReader({ storages, littleEndian }: Archive, fileSize: number) {
  let room = fileSize;
  const swapped = new Map<string, Uint8Array>();

  return function read({ storage, offset, shape, strides }: TensorView, who: string): NDArray {
    const type = elementTypes[storage.type]!;
    const count = sizeOf(shape);
    room -= count;
    // Sizes whose product leaves the numbers give NaN beside a 0.
    if (!(room >= 0))
      return refuse(who, "no more elements than the file has bytes", `shape ${formatShape(shape)}`);
    const bytes = contents(storage, type.bytes, who);
    const last = offset + shape.reduce((sum, size, axis) => sum + (size - 1) * strides[axis]!, 0);
    if (count > 0 && last >= storage.length)
      return refuse(who, `elements inside a storage of ${storage.length}`, `one at place ${last}`);
    const gathered = gather(bytes, type.bytes, { offset, shape, strides });
    const view = new DataView(gathered.buffer, gathered.byteOffset, gathered.byteLength);
    const { data, dtype } = readElements(type, view, 0, count);
    return new NDArray(data, shape, dtype);
  };

  /** The bytes of a storage, in little-endian order. */
  function contents({ key, length }: Storage, width: number, who: string): Uint8Array {
    const stored = storages.get(key);
    if (!stored) return refuse(who, `a file data/${JSON.stringify(key).slice(1, -1)} in the archive`, "none");
    if (stored.length !== length * width)
      return refuse(who, `${length * width} bytes in data/${key}`, `${stored.length}`);
    if (littleEndian || width === 1) return stored;
    if (!swapped.has(key)) swapped.set(key, reversed(stored, width));
    return swapped.get(key)!;
  }
}

/** Each element with its bytes in the other order. */
function reversed(bytes: Uint8Array, width: number): Uint8Array {
  const turned = bytes.slice();
  for (let start = 0; start < turned.length; start += width) turned.subarray(start, start + width).reverse();
  return turned;
}

/** The bytes of a view's elements, one after the other. */
function gather(
  bytes: Uint8Array,
  width: number,
  { offset, shape, strides }: Pick<TensorView, "offset" | "shape" | "strides">,
): Uint8Array {
  const count = sizeOf(shape);
  const steps = stridesOf(shape);
  const isPlain = shape.every((size, axis) => size === 1 || strides[axis] === steps[axis]);
  if (isPlain || count === 0) return bytes.subarray(offset * width, (offset + count) * width);
  const gathered = new Uint8Array(count * width);
  for (let i = 0; i < count; i++) {
    let from = offset;
    for (const [axis, step] of steps.entries())
      from += (Math.floor(i / step) % shape[axis]!) * strides[axis]!;
    gathered.set(bytes.subarray(from * width, (from + 1) * width), i * width);
  }
  return gathered;
}

const refuse = (who: string, expected: string, got: string): never => fail("data", { who, expected, got });
