import {
  ArrayStorage,
  NDArrayCore,
  parseNpyData,
  parseNpyHeader,
  serializeNpy,
  serializeNpz,
} from "numpy-ts/core";
import type { DType, TypedArray } from "../base/dtype.ts";
import { ChainruleError, fail } from "../base/error.ts";
import { listed } from "../base/listed.ts";
import type { Shape } from "../base/shape.ts";
import { NDArray } from "./ndarray.ts";
import { readZip } from "./zip.ts";

/**
 * The array in the bytes of an `.npy` file. float32 and float64 stay; float16 widens to float32; bool stays;
 * integers become int32, or float64 where one does not fit.
 *
 * @param who the file's name, for messages
 * @throws ChainruleError `data` for a file that is damaged, or holds objects, text or complex numbers
 *
 * @example
 * readNpy(writeNpy(asArray([[1, 2], [3, 4]]))).tolist(); // [[1, 2], [3, 4]]
 */
export const readNpy = (bytes: Uint8Array, who = "npy"): NDArray => orRefuse(numbersOf(bytes, who));

/** The array in an npy file; or, where it holds something else than numbers, the error that says so. */
function numbersOf(bytes: Uint8Array, who: string): NDArray | ChainruleError {
  try {
    const metadata = parseNpyHeader(bytes);
    const foreign = foreignKinds[metadata.header.descr.replace(/^[<>=|]/, "")[0]!];
    if (foreign) return refusal(who, foreign);
    return using(parseNpyData(bytes, metadata), fromCore);
  } catch (cause) {
    return damaged(who, "an npy file", cause);
  }
}

/** The type of an npy file in NumPy's letters, how its numbers lie, and the byte where they begin. */
export interface NpyHeader {
  readonly descr: string;
  readonly shape: Shape;
  readonly byColumns: boolean;
  readonly offset: number;
}

/**
 * What an npy file says of itself in its first bytes: NumPy's letters for the type, the order and the shape of the
 * numbers, and where they begin.
 *
 * @throws ChainruleError `data` for bytes that are no such header
 */
export function npyHeader(bytes: Uint8Array, who: string): NpyHeader {
  try {
    const { header, dataOffset } = parseNpyHeader(bytes);
    return {
      descr: header.descr,
      shape: header.shape,
      byColumns: header.fortran_order,
      offset: dataOffset,
    };
  } catch (cause) {
    return damaged(who, "an npy file", cause);
  }
}

/** Arrays that lay in their files as float16. */
const halves = new WeakSet<NDArray>();

/** The type that an array had in its file, as far as it says how exact the numbers are: float16 is read as float32. */
export const savedType = (array: NDArray): DType | "float16" => (halves.has(array) ? "float16" : array.dtype);

/**
 * The arrays in the bytes of an `.npz` file, by name, in the file's order.
 *
 * @param who the file's name, for messages
 * @throws ChainruleError `data` for a file that is damaged, or holds objects, text or complex numbers
 *
 * @example
 * const bytes = await writeNpz({ W1: asArray([[1, 2]]), b1: asArray([3]) });
 * const arrays = await readNpz(bytes);
 * [...arrays.keys()]; // ["W1", "b1"]
 */
export async function readNpz(bytes: Uint8Array, who = "npz"): Promise<Map<string, NDArray>> {
  return new Map([...(await readEach(bytes, who))].map(([name, content]) => [name, orRefuse(content)]));
}

/**
 * The arrays of an `.npz` file by name; for each that holds something else than numbers, the error that says so, for
 * readers that may not need it.
 *
 * @throws ChainruleError `data` for a file that is damaged
 */
export async function readEach(
  bytes: Uint8Array,
  who: string,
): Promise<Map<string, NDArray | ChainruleError>> {
  const files = await readZip(bytes).catch((cause) =>
    damaged(who, "an npz file (a zip archive of npy arrays)", cause),
  );
  const named = [...files]
    .filter(([file]) => file.endsWith(".npy"))
    .map(([file, data]) => [file.slice(0, -".npy".length), data] as const);
  const names = listed(named.map(([name]) => name));
  const place = (name: string) => `${who}, array "${name}" of ${names}`;
  return new Map(named.map(([name, data]) => [name, numbersOf(data, place(name))]));
}

function orRefuse(content: NDArray | ChainruleError): NDArray {
  if (content instanceof ChainruleError) throw content;
  return content;
}

/**
 * The bytes of an `.npy` file (format 3.0, little-endian, row-major) that holds `array`.
 *
 * @example
 * const bytes = writeNpy(asArray([[1, 2], [3, 4]], "float32"));
 * readNpy(bytes).dtype; // "float32"
 */
export const writeNpy = (array: NDArray): Uint8Array => using(toCore(array), serializeNpy);

/**
 * The bytes of an `.npz` file that holds the arrays under their names.
 *
 * @param options `compress` deflates, as `np.savez_compressed` does
 *
 * @example
 * const bytes = await writeNpz({ x: asArray([[1, 2]]), y: asArray([3]) }, { compress: true });
 * const arrays = await readNpz(bytes);
 * arrays.get("x").tolist(); // [[1, 2]]
 */
export async function writeNpz(
  arrays: Readonly<Record<string, NDArray>>,
  options: { readonly compress?: boolean } = {},
): Promise<Uint8Array> {
  const cores = new Map(Object.entries(arrays).map(([name, array]) => [name, toCore(array)]));
  try {
    return await serializeNpz(cores, options);
  } finally {
    for (const core of cores.values()) core.dispose();
  }
}

/**
 * What `use` makes of an array of numpy-ts, whose memory is given back afterwards: numpy-ts keeps it until a garbage
 * collection that comes too late, and its heap stays full.
 */
function using<R>(core: NDArrayCore, use: (core: NDArrayCore) => R): R {
  try {
    return use(core);
  } finally {
    core.dispose();
  }
}

const toCore = ({ data, shape, dtype }: NDArray): NDArrayCore =>
  NDArrayCore.fromStorage(ArrayStorage.fromData(data, [...shape], dtype));

function fromCore({ data, shape, dtype }: NDArrayCore): NDArray {
  const wrap = (elements: TypedArray, as: DType) => new NDArray(elements, [...shape], as);
  if (dtype === "float64") return wrap(Float64Array.from(data as Float64Array), dtype);
  if (dtype === "float32" || dtype === "float16") {
    const array = wrap(Float32Array.from(data as Float32Array), "float32");
    if (dtype === "float16") halves.add(array);
    return array;
  }
  if (dtype === "bool") return wrap(Uint8Array.from(data as Uint8Array), dtype);
  const wide = Float64Array.from(data as Iterable<number | bigint>, Number);
  const fits = wide.every((v) => v >= -(2 ** 31) && v < 2 ** 31);
  return fits ? wrap(Int32Array.from(wide), "int32") : wrap(wide, "float64");
}

interface Foreign {
  readonly got: string;
  readonly fix: string;
}

const text: Foreign = {
  got: "text",
  fix: "Save text labels as class indices, e.g. np.unique(a, return_inverse=True)[1].",
};
const time: Foreign = { got: "dates", fix: "Convert them to numbers, e.g. a.astype(float)." };

/** What an npy file may hold and a network cannot take, by the letter of NumPy's type. */
const foreignKinds: Readonly<Record<string, Foreign>> = {
  O: {
    got: "Python objects",
    fix: "Convert it in NumPy before saving, e.g. a.astype(float); rows of unequal length have to be padded.",
  },
  U: text,
  S: text,
  M: time,
  m: time,
  c: { got: "complex numbers", fix: "Save the real and the imaginary part as two arrays." },
  V: { got: "structured records", fix: "Save each field as an array of its own." },
};

const refusal = (who: string, { got, fix }: Foreign): ChainruleError =>
  new ChainruleError("data", `${who}: expected an array of numbers or booleans but got ${got}. ${fix}`);

function damaged(who: string, expected: string, cause: unknown): never {
  if (cause instanceof Error && cause.name === "ChainruleError") throw cause;
  const got = `bytes that do not read as one (${cause instanceof Error ? cause.message : cause})`;
  fail(
    "data",
    { who, expected, got, fix: "Is the file complete? Save it again with np.save or np.savez." },
    cause,
  );
}
