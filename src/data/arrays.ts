import { NDArray } from "../array/ndarray.ts";
import { fail } from "../base/error.ts";
import { formatShape } from "../base/shape.ts";
import { numbered } from "./dataset.ts";
import { requireFinite } from "./finite.ts";
import type { NumberColumn, Table } from "./table.ts";

/** A table, and the part to judge by where the file holds one. */
export interface TableParts {
  readonly table: Table;
  readonly test?: Table;
}

const inputNames = ["x", "x_train", "train_x", "data", "features", "inputs"];
const targetNames = ["y", "y_train", "train_y", "target", "targets", "labels", "label"];

/**
 * The table of an npz file's arrays: `x` and `y`, or `x_train`, `y_train`, `x_test`, `y_test` (any case; `data`,
 * `features`, `target` and `labels` go too). Axes of x past the first are laid out flat, so pictures work.
 * A `y` whose rows are one-hot becomes class indices.
 *
 * @throws ChainruleError `data` where no array is named x, counts differ, an array has no rows or more than 100,000
 * columns, or a number is not finite
 *
 * @example
 * const x = asArray([[1, 2], [3, 4]]);
 * tableFromArrays(new Map([["X", x], ["y", asArray([0, 1])]])).table.targets; // ["y"]
 */
export function tableFromArrays(arrays: ReadonlyMap<string, NDArray>, name = "npz"): TableParts {
  const byName = new Map([...arrays].map(([key, array]) => [key.toLowerCase(), array]));
  const find = (names: readonly string[]) =>
    names.map((key) => byName.get(key)).find((array) => array !== undefined);
  const [only] = arrays.values();
  const x = find(inputNames);
  if (!x) {
    if (arrays.size === 1) return { table: tableFromArray(only!, name) };
    return fail("data", {
      who: name,
      expected: `an array named x (or ${inputNames.slice(1).join(", ")})`,
      got: arrays.size > 0 ? [...arrays.keys()].join(", ") : "no arrays",
      fix: "Save it with np.savez(file, x=x, y=y).",
    });
  }
  const [testX, testY] = [
    byName.get("x_test") ?? byName.get("test_x"),
    byName.get("y_test") ?? byName.get("test_y"),
  ];
  const table = pair(x, find(targetNames), name);
  return testX ? { table, test: pair(testX, testY, `${name}, test part`) } : { table };
}

/**
 * The table of one array: a column for each column of a matrix; a flat array is one row.
 *
 * @throws ChainruleError `data` for a number that is not finite, a scalar, no rows, or more than 100,000 columns
 *
 * @example
 * const table = tableFromArray(asArray([[1, 2], [3, 4]]));
 * table.columns.map(({ name }) => name); // ["column1", "column2"]
 */
export function tableFromArray(array: NDArray, name = "npy"): Table {
  if (array.ndim === 0)
    fail("data", { who: name, expected: "an array of shape (examples, columns)", got: "a single number" });
  const matrix = array.ndim === 1 ? array.reshape(1, array.size) : array;
  return { name, rows: matrix.shape[0]!, named: false, columns: columnsOf(matrix, "column", name) };
}

function pair(x: NDArray, y: NDArray | undefined, name: string): Table {
  const inputs = columnsOf(x.ndim === 1 ? x.reshape(x.size, 1) : x, "x", `${name}, x`);
  const rows = x.shape[0] ?? 0;
  if (!y) return { name, rows, named: false, columns: inputs };
  if (y.shape[0] !== rows)
    fail("data", {
      who: `${name}, y`,
      expected: `${rows} rows, as x has`,
      got: `shape ${formatShape(y.shape)}`,
    });
  const labels = classIndices(y) ?? (y.size === rows ? y.reshape(rows, 1) : y);
  const outputs = columnsOf(labels, "y", `${name}, y`);
  const targets = outputs.length === 1 ? ["y"] : outputs.map((column) => column.name);
  return {
    name,
    rows,
    named: false,
    columns: [...inputs, ...outputs.map((column, j) => ({ ...column, name: targets[j]! }))],
    targets,
  };
}

/** The most columns of a table. A header of a few bytes can ask for any number of them. */
const mostColumns = 100_000;

function columnsOf(array: NDArray, prefix: string, who: string): NumberColumn[] {
  const [m, ...rest] = array.shape as [number, ...number[]];
  const n = rest.reduce((size, d) => size * d, 1);
  if (m === 0 || n === 0 || n > mostColumns)
    fail("data", {
      who,
      expected: `at least one row, and from 1 to ${mostColumns} columns`,
      got: `shape ${formatShape(array.shape)}`,
    });
  requireFinite(array, who);
  const Values = fitsFloat32(array) ? Float32Array : Float64Array;
  const columns = numbered(prefix, n).map(
    (name): NumberColumn => ({ name, type: "number", values: new Values(m) }),
  );
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) columns[j]!.values[i] = array.data[i * n + j]!;
  return columns;
}

/** Whether float32 holds every element: half the memory, for pictures. */
const fitsFloat32 = ({ dtype, data }: NDArray): boolean =>
  dtype === "float32" ||
  dtype === "bool" ||
  (dtype === "int32" && (data as Int32Array).every((v) => Math.abs(v) <= 2 ** 24));

/** The place of the one in each row where every row is one-hot, as shape (rows, 1); otherwise undefined. */
function classIndices(y: NDArray): NDArray | undefined {
  const [m, k] = y.shape as [number, number | undefined];
  if (y.ndim !== 2 || k === undefined || k < 2) return undefined;
  const places = Float64Array.from({ length: m }, (_, i) => {
    const row = Array.from(y.data.subarray(i * k, (i + 1) * k));
    const ones = row.filter((v) => v === 1).length;
    const zeros = row.filter((v) => v === 0).length;
    return ones === 1 && zeros === k - 1 ? row.indexOf(1) : -1;
  });
  return places.includes(-1) ? undefined : new NDArray(places, [m, 1], "float64");
}
