import type { Dataset } from "h5wasm";
import { NDArray } from "../../array/ndarray.ts";
import { fail } from "../../base/error.ts";
import { formatShape, type Shape, sameShape, sizeOf } from "../../base/shape.ts";
import type { Sandbox } from "./sandbox.ts";

/** Arrays of an HDF5 file, by their paths in it. */
export interface Weights {
  /** @throws ChainruleError `data` where there is none, or one of another shape or type */
  read(path: string, shape: Shape, who: string): NDArray;
}

/** The class of floating-point types (H5T_FLOAT in H5Tpublic.h). */
const floatClass = 1;

/**
 * Opens an HDF5 file for `work`. All arrays together may be no larger than the file: Keras packs none.
 * Paths are opened by name and never listed: a damaged file can hold a circle of groups.
 *
 * @throws ChainruleError `data` for a file that is damaged, or no HDF5 file
 */
export function openWeights<T>(
  { h5, run }: Sandbox,
  bytes: Uint8Array,
  who: string,
  work: (weights: Weights) => T,
): T {
  return run(bytes, (path) => {
    const file = guard(who, "a whole HDF5 file", () => new h5.File(path, "r"));
    let room = bytes.length;
    return work({
      read(name, shape, layer) {
        const expected = `an array of shape ${formatShape(shape)} at ${name} of the weights`;
        const refuse = (got: string) => fail("data", { who: layer, expected, got });
        const found = guard(layer, expected, () => {
          const entity = file.get(name);
          return entity instanceof h5.Dataset ? { entity, described: describe(entity) } : undefined;
        });
        if (!found) return refuse("none");
        const { shape: given, size, isFloat } = found.described;
        if (!sameShape(given, shape)) return refuse(`one of shape ${formatShape(given)}`);
        if (!isFloat || (size !== 4 && size !== 8))
          return refuse(
            `${8 * size}-bit ${isFloat ? "floats, not float32 or float64" : "data that is not floats"}`,
          );
        room -= size * sizeOf(shape);
        if (room < 0) return refuse("more numbers than the file has bytes for");
        const values = guard(layer, expected, () => found.entity.value);
        const dtype = size === 8 ? "float64" : "float32";
        if (values instanceof Float32Array || values instanceof Float64Array)
          return new NDArray(values.slice(), shape, dtype);
        return refuse("data that cannot be read");
      },
    });
  });
}

function describe(entity: Dataset): {
  readonly shape: Shape;
  readonly size: number;
  readonly isFloat: boolean;
} {
  const { shape, size, type } = entity.metadata;
  return { shape: shape ?? [], size, isFloat: type === floatClass };
}

/** What the library throws, in our words: its own are the stack of its C functions, the cause last. */
function guard<T>(who: string, expected: string, call: () => T): T {
  try {
    return call();
  } catch (cause) {
    return fail("data", { who, expected, got: reasonOf(cause) }, cause);
  }
}

function reasonOf(cause: unknown): string {
  const reason = /.*line \d+ in \w+\(\): (.*)/.exec(
    [...String(cause).split("\n")].findLast((line) => /^ *#\d+:/.test(line)) ?? "",
  )?.[1];
  return reason ? `"${reason}" from the HDF5 library` : "a file that is damaged";
}
