import { NDArray } from "../array/ndarray.ts";
import { allocate, type FloatType } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { suggestFew } from "../base/suggestFew.ts";
import {
  type CategoryInput,
  type ClassTarget,
  type Encoding,
  featureNames,
  type NumberInput,
  targetNames,
} from "./encoding.ts";
import { filled } from "./fitEncoding.ts";
import { asCategories, asNumbers, columnNamed, withNames } from "./matchColumns.ts";
import { type Column, placeOf, type Table } from "./table.ts";

export interface EncodeOptions {
  /**
   * What a category does that the training part did not have: `refuse` throws, `zeros` leaves all features of its
   * column 0. Default `refuse`.
   */
  readonly unseen?: "refuse" | "zeros";
  /** Element type of the inputs. Default float64. */
  readonly dtype?: FloatType;
}

/**
 * The inputs of a network from a table: shape (rows, features), in the order of {@link featureNames}. Columns are
 * found by name, in any order, and others are passed over. Where the table has no names they go by position.
 *
 * @throws ChainruleError `data` for a column that is missing, a text among numbers, or an unseen category
 *
 * @example
 * const table = readCsv(new TextEncoder().encode("size,kind\n1,cat\n3,dog\n"));
 * const encoding = fitEncoding(table);
 * encodeInputs(encoding, table).tolist(); // [[-1], [1]]
 */
export function encodeInputs(encoding: Encoding, table: Table, options: EncodeOptions = {}): NDArray {
  const { dtype = "float64" } = options;
  const named = withNames(encoding, table);
  const width = featureNames(encoding).length;
  const data = allocate(dtype, table.rows * width);
  let at = 0;
  for (const input of encoding.inputs) {
    const put = (row: number, place: number, value: number) => {
      data[row * width + at + place] = value;
    };
    const column = columnNamed(named, input.name);
    at +=
      input.type === "number"
        ? putNumbers(put, input, named, column)
        : putCategories(put, input, named, column, options);
  }
  return new NDArray(data, [table.rows, width], dtype);
}

type Put = (row: number, place: number, value: number) => void;

function putNumbers(put: Put, input: NumberInput, table: Table, column: Column): number {
  filled(asNumbers(table, column), input.fill).forEach((value: number, row: number) => {
    put(row, 0, (value - input.offset) / input.scale);
  });
  return 1;
}

function putCategories(
  put: Put,
  { name, categories, missing }: CategoryInput,
  table: Table,
  column: Column,
  { unseen = "refuse" }: EncodeOptions,
): number {
  const places = new Map<string | null, number>(categories.map((category, place) => [category, place]));
  if (missing) places.set(null, categories.length);
  asCategories(column, categories).values.forEach((value, row) => {
    const place = places.get(value);
    if (place !== undefined) put(row, place, 1);
    else if (unseen === "refuse")
      fail("data", {
        who: placeOf(table, row, name),
        expected: "a category that the training part had",
        got: value === null ? "a missing value" : `"${value}"`,
        fix: suggestFew(value ?? "", categories),
      });
  });
  return places.size;
}

/**
 * The targets of a network from a table: class indices (int32, shape (rows, 1)) or numbers (float64, shape
 * (rows, targets)); undefined where the table has no such columns, as new examples do.
 *
 * @throws ChainruleError `data` for a missing target or a class that the training part did not have
 *
 * @example
 * const table = readCsv(new TextEncoder().encode("size,kind\n1,cat\n3,dog\n"));
 * const encoding = fitEncoding(table);
 * encodeTargets(encoding, table).tolist(); // [[0], [1]]
 * encodeTargets(encoding, readCsv(new TextEncoder().encode("size\n2\n"))); // undefined
 */
export function encodeTargets(encoding: Encoding, table: Table): NDArray | undefined {
  const named = withNames(encoding, table);
  const columns = targetNames(encoding).map((name) => named.columns.find((column) => column.name === name));
  if (columns.some((column) => column === undefined)) return undefined;
  const { target } = encoding;
  if (target.task !== "regression") return classIndices(target, named, columns[0]!);
  const k = columns.length;
  const data = new Float64Array(table.rows * k);
  columns.forEach((column, j) => {
    const { offset, scale } = target.columns[j]!;
    asNumbers(named, column!).values.forEach((value: number, row: number) => {
      if (Number.isNaN(value)) refuseMissingTarget(named, row, column!.name);
      data[row * k + j] = (value - offset) / scale;
    });
  });
  return new NDArray(data, [table.rows, k], "float64");
}

function classIndices({ classes, name }: ClassTarget, table: Table, column: Column): NDArray {
  const indices = asCategories(column, classes).values.map((value, row) => {
    if (value === null) return refuseMissingTarget(table, row, name);
    const index = classes.indexOf(value);
    if (index >= 0) return index;
    return fail("data", {
      who: placeOf(table, row, name),
      expected: "a class that the model knows",
      got: `"${value}"`,
      fix: suggestFew(value, classes),
    });
  });
  return new NDArray(Int32Array.from(indices), [table.rows, 1], "int32");
}

const refuseMissingTarget = (table: Table, row: number, column: string): never =>
  fail("data", {
    who: placeOf(table, row, column),
    expected: "a target in every row",
    got: "a missing value",
  });
