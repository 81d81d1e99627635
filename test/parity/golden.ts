import { readFileSync } from "node:fs";
import { NDArray } from "../../src/array/ndarray.ts";
import type { FloatType } from "../../src/base/dtype.ts";
import type { ParitySettings } from "../../src/explain/parity/settings.ts";

interface Coded {
  readonly dtype: FloatType | "int32";
  readonly shape: readonly number[];
  readonly data: string;
}

/** Training that PyTorch, Keras or scikit-learn did: scripts/golden/parity.py. */
export interface Golden {
  readonly name: string;
  /** What is planted; null where nothing is. */
  readonly cause: string | null;
  readonly settings: ParitySettings;
  readonly arrays: ReadonlyMap<string, NDArray>;
}

const types = { float32: Float32Array, float64: Float64Array, int32: Int32Array };

function decode({ dtype, shape, data }: Coded): NDArray {
  const bytes = Uint8Array.from(Buffer.from(data, "base64"));
  return new NDArray(new types[dtype](bytes.buffer), shape, dtype);
}

export const golden: readonly Golden[] = (
  JSON.parse(readFileSync(new URL("../golden/parity.json", import.meta.url), "utf8")) as (Omit<
    Golden,
    "arrays"
  > & {
    arrays: Record<string, Coded>;
  })[]
).map(({ arrays, ...rest }) => ({
  ...rest,
  arrays: new Map(Object.entries(arrays).map(([name, coded]) => [name, decode(coded)])),
}));
