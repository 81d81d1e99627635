import type { NDArray } from "../../../array/ndarray.ts";
import { sizeOf } from "../../../base/shape.ts";
import { shortestFloat32 } from "../../../base/shortestFloat32.ts";
import { encodeBase64 } from "../base64.ts";

/** Up to so many numbers an array is written out; a larger one would bury the program. */
const mostWritten = 128;

/** Columns of a line of base64. */
const width = 100;

/** An array as a program writes it, and whether it is long, so that it better stands behind the functions. */
export interface Written {
  readonly text: string;
  readonly isLong: boolean;
}

/** How a program makes an array. */
export interface Maker {
  /** Of a list: `np.array`. */
  readonly list: string;
  /** Of a NumPy array that was decoded; nothing where that is the array. */
  readonly array?: string;
  /** The module of the types: `np`. */
  readonly module: string;
}

/** What `np` makes by itself. */
export const numpyMaker: Maker = { list: "np.array", module: "np" };

/** The function that {@link pythonArray} calls for a large array. */
export const decoderLines: readonly string[] = [
  ...["", "", "def decoded(kind, text, *shape):"],
  '    """An array of numbers from their bytes in base64, little-endian."""',
  "    return np.frombuffer(base64.b64decode(text), dtype=kind).reshape(shape).copy()",
];

/**
 * An array as an expression: its numbers with the fewest digits that give the same bits, or base64 where there are
 * many of them.
 *
 * @example
 * pythonArray(asArray([[1, 2.5], [3, 4]]), numpyMaker).text; // "np.array([[1, 2.5], [3, 4]], dtype=np.float64)"
 */
export function pythonArray(array: NDArray, { list, array: of, module }: Maker): Written {
  const { data, shape, dtype } = array;
  if (sizeOf(shape) > mostWritten || !data.every(Number.isFinite)) {
    const text = encodeBase64(littleEndian(data as Float32Array | Float64Array));
    const lines = text.match(new RegExp(`.{1,${width}}`, "g")) ?? [];
    const kind = dtype === "float64" ? "<f8" : "<f4";
    const decoded = `decoded("${kind}", """\n${lines.join("\n")}\n""", ${shape.join(", ")})`;
    return { text: of === undefined ? decoded : `${of}(${decoded})`, isLong: true };
  }
  // Python reads a float64, which the array then rounds.
  const digits = Array.from(data, (x) => written(dtype === "float32" ? shortestFloat32(x) : x));
  const [n, k] = shape as [number, number?];
  const rows =
    k === undefined
      ? digits
      : Array.from({ length: n }, (_, i) => `[${digits.slice(i * k, (i + 1) * k).join(", ")}]`);
  const line = `${list}([${rows.join(", ")}], dtype=${module}.${dtype})`;
  if (k === undefined || line.length <= width) return { text: line, isLong: false };
  return {
    text: `${list}([\n    ${rows.join(",\n    ")},\n], dtype=${module}.${dtype})`,
    isLong: false,
  };
}

const written = (x: number): string => (Object.is(x, -0) ? "-0.0" : String(x));

function littleEndian(values: Float32Array | Float64Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.byteLength));
  const size = values.BYTES_PER_ELEMENT;
  for (let i = 0; i < values.length; i++)
    if (size === 4) view.setFloat32(4 * i, values[i]!, true);
    else view.setFloat64(8 * i, values[i]!, true);
  return new Uint8Array(view.buffer);
}
