import { type FileHandle, open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { NDArray } from "../array/ndarray.ts";
import { npyHeader } from "../array/npy.ts";
import { bytesOf, type DType, viewOf } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { formatShape, sizeOf } from "../base/shape.ts";
import { mapFile } from "./mapFile.ts";
import { refuseFile } from "./readFile.ts";

/** Types that lie in a file as they lie in memory, by NumPy's letters for them. */
const mappedTypes: Readonly<Record<string, DType>> = {
  "<f4": "float32",
  "<f8": "float64",
  "<i4": "int32",
};

/** No header is longer: the longest of format 1.0. */
const mostHeader = 10 + 2 ** 16;

/**
 * The array in an `.npy` file, mapped into memory instead of read: the system fetches pages of the file when their
 * numbers are used, and drops them when memory runs short, so that it may be larger than memory. What is written into
 * the array stays in memory; the file does not change. It is unmapped when no typed array on its buffer is left; do not
 * move the buffer elsewhere (`buffer.transfer()`).
 *
 * The file must stay as it is meanwhile: where another program cuts it short, the system ends the process (SIGBUS)
 * at the first number that is gone.
 *
 * @throws ChainruleError `usage` where the package koffi is not installed, or the system is neither Linux nor macOS;
 * `file` where there is no such file; `data` where it is no npy file, is shorter than its header says, or holds its
 * numbers otherwise than as little-endian float32, float64 or int32, row by row
 *
 * @example
 * await writeFileAtomic(`${folder}/x.npy`, writeNpy(asArray([[1, 2], [3, 4]], "float32")));
 * const x = await mapNpy(`${folder}/x.npy`);
 * x.tolist(); // [[1, 2], [3, 4]]
 */
export async function mapNpy(path: string): Promise<NDArray> {
  const name = basename(path);
  const file = await openFile(path);
  try {
    const { size } = await file.stat();
    const first = new Uint8Array(Math.min(size, mostHeader));
    const { bytesRead } = await file.read(first, 0, first.length, 0);
    const { dtype, shape, offset } = layoutOf(first.subarray(0, bytesRead), size, name);
    const buffer = await mapFile(file.fd, offset + sizeOf(shape) * bytesOf(dtype), name);
    return new NDArray(viewOf(dtype, buffer, offset, sizeOf(shape)), shape, dtype);
  } finally {
    await file.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  const refuse = (cause: unknown) => refuseFile(path, cause);
  const isFile = (await stat(path).catch(refuse)).isFile();
  // A pipe would wait for who writes into it.
  if (!isFile) fail("file", { who: path, expected: "a file to map", got: "a folder, a pipe or a device" });
  return open(path).catch(refuse);
}

/** Where the numbers lie in a file of `size` bytes that begins with these. */
function layoutOf(first: Uint8Array, size: number, who: string) {
  const { descr, shape, byColumns, offset } = npyHeader(first, who);
  const dtype = mappedTypes[descr];
  if (dtype === undefined || (byColumns && shape.length > 1))
    return fail("data", {
      who,
      expected: "float32, float64 or int32, little-endian and row by row, to map",
      got: dtype === undefined ? `the type ${descr}` : "an array that lies column by column (Fortran order)",
      fix: `Save it as it should lie, np.save("${who}", np.ascontiguousarray(a, dtype=np.float32)), or read it into memory with readNpy.`,
    });
  const fits = shape.every((d) => d >= 0) && offset >= 10 && offset + sizeOf(shape) * bytesOf(dtype) <= size;
  if (!fits)
    fail("data", {
      who,
      expected: `${dtype} of shape ${formatShape(shape)}, as its header says,`,
      got: `a file of ${size} bytes`,
      fix: "Is the file complete? Save it again with np.save.",
    });
  if (offset % bytesOf(dtype) !== 0)
    fail("data", {
      who,
      expected: `numbers that begin at a multiple of ${bytesOf(dtype)} bytes`,
      got: `byte ${offset}`,
      fix: "Save it again with np.save, or read it into memory with readNpy.",
    });
  return { dtype, shape, offset };
}
