import { fail } from "../base/error.ts";
import { suggest } from "../base/nearest.ts";
import type { Task } from "./dataset.ts";
import type { Encoding, InputEncoding, TargetEncoding } from "./encoding.ts";
import { measure, type ScalingKind } from "./scaling.ts";
import {
  type CategoryColumn,
  type Column,
  isMissing,
  type NumberColumn,
  placeOf,
  type Table,
} from "./table.ts";

export interface EncodingOptions {
  /** The column or columns to predict; by default those the table names, else the last. */
  readonly target?: string | readonly string[];
  /** What to predict; by default classes for texts and for few repeated integers, else numbers. */
  readonly task?: Task;
  /** Columns to leave out, such as names and numbers of rows. */
  readonly ignore?: readonly string[];
  /** How number columns are scaled. Default `standardize`. */
  readonly scale?: ScalingKind;
  /** How the targets of a regression are scaled. Default `none`. */
  readonly scaleTarget?: ScalingKind;
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

/** The names of the columns to predict. */
export function targetsOf(table: Table, { target }: Pick<EncodingOptions, "target">): readonly string[] {
  if (target !== undefined) return typeof target === "string" ? [target] : target;
  const last = table.columns.at(-1);
  return table.targets ?? (last ? [last.name] : []);
}

function columnNamed(table: Table, name: string, option: string): Column {
  return (
    table.columns.find((column) => column.name === name) ??
    fail("usage", {
      who: `${table.name}, ${option}`,
      expected: "the name of a column",
      got: `"${name}"`,
      fix: suggest(
        name,
        table.columns.map((column) => column.name),
      ),
    })
  );
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
    return { name, type: "number", fill, ...measure(filled(column, fill), options.scale ?? "standardize") };
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

const distinct = ({ values }: CategoryColumn): string[] =>
  [...new Set(values)].filter((value) => value !== null).sort();

function targetEncoding(table: Table, columns: readonly Column[], options: EncodingOptions): TargetEncoding {
  for (const column of columns) refuseGaps(table, column);
  const [only] = columns;
  const task = options.task ?? (columns.length === 1 && hasClasses(only!) ? "classes" : "regression");
  if (task === "regression") return numberTarget(table, columns, options);
  if (columns.length !== 1)
    fail("usage", {
      who: `${table.name}, target`,
      expected: "one column of classes",
      got: `${columns.length} columns`,
    });
  return classTarget(table, only!, task);
}

function refuseGaps(table: Table, column: Column): void {
  for (let row = 0; row < table.rows; row++)
    if (isMissing(column, row))
      fail("data", {
        who: placeOf(table, row, column.name),
        expected: "a target in every row",
        got: "a missing value",
        fix: "Fill it in, or drop rows with missing values.",
      });
}

/** Texts, and integers of at most 20 different values that come twice each on average, are classes. */
function hasClasses(column: Column): boolean {
  if (column.type === "category") return true;
  const values = new Set(column.values);
  return values.size <= 20 && 2 * values.size <= column.values.length && [...values].every(Number.isInteger);
}

function numberTarget(table: Table, columns: readonly Column[], options: EncodingOptions): TargetEncoding {
  const numbers = columns.map((column) => {
    if (column.type === "number") return column;
    const who = `${table.name}, target "${column.name}"`;
    return fail("data", { who, expected: "numbers, for a regression", got: "texts" });
  });
  return {
    task: "regression",
    columns: numbers.map(({ name, values }) => ({ name, ...measure(values, options.scaleTarget ?? "none") })),
  };
}

function classTarget(
  table: Table,
  column: Column,
  task: "binary" | "multiclass" | "classes",
): TargetEncoding {
  const { name } = column;
  const classes =
    column.type === "category"
      ? distinct(column)
      : [...new Set(column.values)].sort((a, b) => a - b).map(String);
  const who = `${table.name}, target "${name}"`;
  if (classes.length < 2)
    fail("data", {
      who,
      expected: "at least two classes to tell apart",
      got: `only "${classes[0]}" in all ${table.rows} rows`,
      fix: "Is this the column to predict?",
    });
  if (task === "binary" && classes.length > 2)
    fail("data", { who, expected: "two classes, for a binary task", got: `${classes.length}` });
  if (classes.length > 20 && 2 * classes.length > table.rows)
    fail("data", {
      who,
      expected: "classes with examples to learn from",
      got: `${classes.length} different values in ${table.rows} rows`,
      fix: "Is this the column to predict?",
    });
  return {
    task: task === "classes" ? (classes.length === 2 ? "binary" : "multiclass") : task,
    name,
    classes,
  };
}
