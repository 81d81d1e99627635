import { fail } from "../base/error.ts";
import { suggestFew } from "../base/suggestFew.ts";
import type { Task } from "./dataset.ts";
import type { TargetEncoding } from "./encoding.ts";
import { measure, type ScalingKind } from "./scaling.ts";
import {
  type CategoryColumn,
  type Column,
  isMissing,
  type NumberColumn,
  placeOf,
  type Table,
} from "./table.ts";

export interface TargetOptions {
  /** The column or columns to predict; by default those the table names, else the last. */
  readonly target?: string | readonly string[];
  /** What to predict; by default classes for texts and for few repeated integers, else numbers. */
  readonly task?: Task;
  /** How the targets of a regression are scaled. Default `none`. */
  readonly scaleTarget?: ScalingKind;
}

/** The names of the columns to predict. */
export function targetsOf(table: Table, { target }: TargetOptions): readonly string[] {
  if (target !== undefined) return typeof target === "string" ? [target] : target;
  const last = table.columns.at(-1);
  return table.targets ?? (last ? [last.name] : []);
}

/** How the columns to predict become targets. */
export function targetEncoding(
  table: Table,
  columns: readonly Column[],
  options: TargetOptions,
): TargetEncoding {
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

function numberTarget(table: Table, columns: readonly Column[], options: TargetOptions): TargetEncoding {
  const numbers = columns.map((column) => {
    if (column.type === "number") return column;
    const who = `${table.name}, target "${column.name}"`;
    return fail("data", { who, expected: "numbers, for a regression", got: "texts" });
  });
  return {
    task: "regression",
    columns: numbers.map(({ name, values }) => ({
      name,
      ...measureColumn(values, options.scaleTarget ?? "none"),
    })),
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
      got: `only "${classes[0]}" in ${table.rows === 1 ? "its one row" : `all ${table.rows} rows`}`,
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

/** The column of that name, or a message that names the option it was given for. */
export function columnNamed(table: Table, name: string, option: string): Column {
  return (
    table.columns.find((column) => column.name === name) ??
    fail("usage", {
      who: `${table.name}, ${option}`,
      expected: "the name of a column",
      got: `"${name}"`,
      fix: suggestFew(
        name,
        table.columns.map((column) => column.name),
      ),
    })
  );
}

/** The texts of a column, each once, in the order of their code units. */
export const distinct = ({ values }: CategoryColumn): string[] =>
  [...new Set(values)].filter((value) => value !== null).sort();

/** Shift and factor of one column, as {@link measure}. */
export function measureColumn(
  values: NumberColumn["values"],
  kind: ScalingKind,
): { offset: number; scale: number } {
  const { offset, scale } = measure(values, 1, kind);
  return { offset: offset[0]!, scale: scale[0]! };
}
