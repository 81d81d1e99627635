import Papa from "papaparse";
import type { NDArray } from "../array/ndarray.ts";
import type { Dataset, Examples } from "./dataset.ts";

/**
 * A CSV file's text: one line of names, then the rows, with commas, quotes where they are needed, and numbers in
 * the shortest form that reads back as the same bits.
 *
 * @example
 * writeCsv(["size", "kind"], [[1.5, "cat, old"]]); // 'size,kind\n1.5,"cat, old"\n'
 */
export function writeCsv(names: readonly string[], rows: readonly (readonly (number | string)[])[]): string {
  return `${Papa.unparse([names, ...rows] as unknown[][], { newline: "\n" })}\n`;
}

/**
 * A data set as CSV text: its features, then its targets, classes by their names. {@link readCsv} reads it back.
 *
 * @param part the training part by default, or the one to judge by
 *
 * @example
 * datasetToCsv(moons({ samples: 20 })).split("\n")[0]; // "x1,x2,class"
 */
export function datasetToCsv(dataset: Dataset, part: Examples = dataset): string {
  const { features, targets, classes } = dataset;
  const inputs = rowsOf(part.x);
  const outputs = rowsOf(part.y).map((row) => (classes ? row.map((index) => classes[index]!) : row));
  return writeCsv(
    [...features, ...targets],
    inputs.map((row, i) => [...row, ...outputs[i]!]),
  );
}

function rowsOf({ data, shape }: NDArray): number[][] {
  const [m, n] = shape as [number, number];
  return Array.from({ length: m }, (_, i) => Array.from(data.subarray(i * n, (i + 1) * n)));
}
