import { fail } from "../base/error.ts";
import type { Encoding, InputEncoding } from "./encoding.ts";
import {
  columnNamed,
  distinct,
  measureColumn,
  type TargetOptions,
  targetEncoding,
  targetsOf,
} from "./fitTarget.ts";
import type { ScalingKind } from "./scaling.ts";
import type { Column, NumberColumn, Table } from "./table.ts";

export interface EncodingOptions extends TargetOptions {
  /** Columns to leave out, such as names and numbers of rows. */
  readonly ignore?: readonly string[];
  /** How number columns are scaled. Default `standardize`. */
  readonly scale?: ScalingKind;
  /** The most categories a column may have. Default 100. */
  readonly maxCategories?: number;
}

/**
 * Measures on the training part how a table becomes inputs and targets: means for missing numbers, shifts and
 * factors, categories, classes.
 *
 * @param table the training part only, so that nothing of the test part leaks into the model
 * @throws ChainruleError `usage` for a column that is not there, `data` for a target with gaps or a single class,
 *   a column with too many categories, or no column left to learn from
 *
 * @example
 * const table = readCsv(new TextEncoder().encode("size,kind\n1,cat\n3,dog\n2,cat\n5,dog\n"));
 * fitEncoding(table).target; // { task: "binary", name: "kind", classes: ["cat", "dog"] }
 */
export function fitEncoding(table: Table, options: EncodingOptions = {}): Encoding {
  const targets = targetsOf(table, options);
  for (const name of options.ignore ?? []) columnNamed(table, name, "ignore");
  const left = table.columns.filter(({ name }) => !targets.includes(name) && !options.ignore?.includes(name));
  if (left.length === 0)
    fail("data", {
      who: table.name,
      expected: "a column to learn from besides the target",
      got: `only ${table.columns.map(({ name }) => name).join(", ")}`,
    });
  return {
    version: 1,
    columns: table.columns.map(({ name }) => name),
    inputs: left.map((column) => inputEncoding(table, column, options)),
    target: targetEncoding(
      table,
      targets.map((name) => columnNamed(table, name, "target")),
      options,
    ),
  };
}

function inputEncoding(table: Table, column: Column, options: EncodingOptions): InputEncoding {
  const { name } = column;
  if (column.type === "number") {
    const present = Array.from(column.values).filter((v) => !Number.isNaN(v));
    if (present.length === 0)
      fail("data", {
        who: `${table.name}, column "${name}"`,
        expected: "a value in the training part",
        got: "none",
        fix: "Ignore the column.",
      });
    const fill = present.reduce((sum, v) => sum + v, 0) / present.length;
    return {
      name,
      type: "number",
      fill,
      ...measureColumn(filled(column, fill), options.scale ?? "standardize"),
    };
  }
  const categories = distinct(column);
  const { maxCategories = 100 } = options;
  if (categories.length > maxCategories)
    fail("data", {
      who: `${table.name}, column "${name}"`,
      expected: `at most ${maxCategories} categories`,
      got: `${categories.length} different texts in ${table.rows} rows`,
      fix: "Ignore the column if it only names the rows.",
    });
  return { name, type: "category", categories, missing: column.values.includes(null) };
}

/** The values of a number column with `fill` where one is missing. */
export const filled = ({ values }: NumberColumn, fill: number): NumberColumn["values"] =>
  values.map((v: number) => (Number.isNaN(v) ? fill : v));
