import type { NDArray } from "../../array/ndarray.ts";
import { readNpy } from "../../array/npy.ts";
import { readZip } from "../../array/zip.ts";
import { fail } from "../../base/error.ts";
import { formatShape, type Shape, sameShape } from "../../base/shape.ts";
import { mostContents } from "./limits.ts";
import { rawArray, textOfNpy, textsOfNpy } from "./npy.ts";

/** Types of weights. Others would also grow much when they are read. */
const numbers = /^[<>=]?(f2|f4|f8|i4|i8)$/;

/** The arrays of an npz file of weights, each read when it is asked for. */
export class NpzArchive {
  readonly who: string;
  readonly names: readonly string[];
  readonly #files: ReadonlyMap<string, Uint8Array>;

  private constructor(files: ReadonlyMap<string, Uint8Array>, who: string) {
    this.#files = files;
    this.names = [...files.keys()];
    this.who = who;
  }

  /** @throws ChainruleError `data` for a damaged archive, or one larger inside than it may be */
  static async open(bytes: Uint8Array, who: string): Promise<NpzArchive> {
    const files = await readZip(bytes, mostContents(bytes.length)).catch((cause: Error) =>
      fail(
        "data",
        {
          who,
          expected: "an npz file (a zip archive of npy arrays)",
          got: `bytes that do not read as one (${cause.message})`,
          fix: "Is the file complete? Save it again with np.savez.",
        },
        cause,
      ),
    );
    const arrays = [...files].filter(([name]) => name.endsWith(".npy"));
    return new NpzArchive(new Map(arrays.map(([name, data]) => [name.slice(0, -".npy".length), data])), who);
  }

  has(name: string): boolean {
    return this.#files.has(name);
  }

  /** The numbers of an array; those of float16 as float32. */
  numbers(name: string): NDArray {
    const type = rawArray(this.#file(name))?.type;
    if (type !== undefined && !numbers.test(type))
      fail("data", {
        who: this.place(name),
        expected: "numbers of float16, float32, float64, int32 or int64",
        got: `type ${type}`,
        fix: "Convert it in NumPy before saving, e.g. a.astype(np.float32).",
      });
    return readNpy(this.#file(name), this.place(name));
  }

  /** The numbers of an array that must have this shape. */
  shaped(name: string, shape: Shape): NDArray {
    const array = this.numbers(name);
    if (!sameShape(array.shape, shape))
      fail("data", {
        who: this.place(name),
        expected: `shape ${formatShape(shape)}`,
        got: formatShape(array.shape),
      });
    return array;
  }

  /** Texts of NumPy's type `U`. */
  texts(name: string): string[] {
    return textsOfNpy(this.#file(name), this.place(name));
  }

  /** One text that lies as bytes in UTF-8. */
  text(name: string): string {
    return textOfNpy(this.#file(name), this.place(name));
  }

  place(name: string): string {
    return `${this.who}, array ${JSON.stringify(name)}`;
  }

  #file(name: string): Uint8Array {
    return (
      this.#files.get(name) ??
      fail("data", { who: this.who, expected: `an array ${JSON.stringify(name)}`, got: "none" })
    );
  }
}
