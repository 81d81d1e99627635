import { readFileSync } from "node:fs";
import { NDArray } from "../../src/index.ts";

/** A step that NumPy computed, with one slip in it or none. */
export interface GoldenCase {
  readonly network: string;
  readonly layers: string;
  readonly loss: "binaryCrossEntropy" | "crossEntropy" | "meanSquaredError" | "halfSquaredError";
  readonly orientation: "rows" | "columns";
  readonly slip: string | null;
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  /** The float64 numbers of all arrays, one after the other, in base64. */
  readonly data: string;
}

export const goldenCases = JSON.parse(
  readFileSync(new URL("../golden/slips.json", import.meta.url), "utf8"),
) as readonly GoldenCase[];

/** The arrays of a case by name. */
export function arraysOf({ shapes, data }: GoldenCase): Record<string, NDArray> {
  const numbers = new Float64Array(Uint8Array.from(Buffer.from(data, "base64")).buffer);
  let start = 0;
  const entries = Object.entries(shapes).map(([name, shape]) => {
    const size = shape.reduce((a, b) => a * b, 1);
    start += size;
    return [name, new NDArray(numbers.slice(start - size, start), shape, "float64")] as const;
  });
  return Object.fromEntries(entries);
}
