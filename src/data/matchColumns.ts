import { counted } from "../base/counted.ts";
import type { TypedArray } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { parseNumber } from "./csvDialect.ts";
import { type Encoding, targetNames } from "./encoding.ts";
import { type CategoryColumn, type Column, type NumberColumn, placeOf, type Table } from "./table.ts";

/** What is known of the columns of new data, for those who read it. */
export interface KnownColumns {
  /** How the columns were encoded in training: what was a category then is read as the text that it is, `01` and not 1. */
  readonly known?: Encoding;
}

/** The table with the names of the encoding's columns where it has none of its own. */
export function withNames(encoding: Encoding, table: Table): Table {
  if (table.named) return table;
  const names = namesByPosition(encoding, table.columns.length);
  if (!names) {
    const inputs = encoding.inputs.map(({ name }) => name);
    fail("data", {
      who: table.name,
      expected: `${inputs.length} columns (${shortList(inputs)}), with or without the target`,
      got: `${counted(table.columns.length, "column")} without names`,
    });
  }
  return {
    ...table,
    named: true,
    columns: table.columns.map((column, j) => ({ ...column, name: names[j]! })),
  };
}

/** The names of so many columns in order: all that training had, those without the target, or the inputs alone. */
function namesByPosition(encoding: Encoding, count: number): readonly string[] | undefined {
  const targets = targetNames(encoding);
  const inputs = encoding.inputs.map(({ name }) => name);
  const known = [encoding.columns, encoding.columns.filter((name) => !targets.includes(name)), inputs];
  return known.find(({ length }) => length === count);
}

/**
 * The columns of new data that hold texts, whatever their fields look like: inputs that are categories, and classes
 * that are not all numbers.
 *
 * @param named whether the names come from the data; otherwise columns go by position
 */
export function textColumns(
  { known }: KnownColumns,
  names: readonly string[],
  named: boolean,
): ReadonlySet<string> {
  if (!known) return new Set();
  const { inputs, target } = known;
  const texts = inputs.flatMap(({ type, name }) => (type === "category" ? [name] : []));
  if (target.task !== "regression" && !target.classes.every(isOfNumber)) texts.push(target.name);
  const meant = named ? names : namesByPosition(known, names.length);
  return new Set(names.filter((_, j) => meant && texts.includes(meant[j]!)));
}

/** Whether a text is what a number is written as: classes of a column of numbers are such. */
const isOfNumber = (text: string): boolean => String(Number(text)) === text;

const shortList = (names: readonly string[]): string =>
  names.length > 8 ? `${names.slice(0, 8).join(", ")}, ...` : names.join(", ");

/** The column of that name. */
export function columnNamed(table: Table, name: string): Column {
  return (
    table.columns.find((column) => column.name === name) ??
    fail("data", {
      who: table.name,
      expected: `a column "${name}", as the model was trained with`,
      got: shortList(table.columns.map((column) => column.name)),
    })
  );
}

/** A column that has to hold numbers; a file may leave it all texts. */
export function asNumbers(table: Table, column: Column): NumberColumn {
  if (column.type === "number") return column;
  const row = column.values.findIndex((value) => value !== null);
  return fail("data", {
    who: placeOf(table, row, column.name),
    expected: "a number, as in the training part",
    got: `"${column.values[row]}"`,
  });
}

/** A column of numbers as texts: the one text among those known that stands for the number, else as it is written. */
export function asCategories(column: Column, known: readonly string[]): CategoryColumn {
  if (column.type === "category") return column;
  const texts = Map.groupBy(known, (text) => parseNumber(text, "."));
  const textOf = (value: number): string => {
    const [only, another] = texts.get(value) ?? [];
    return only !== undefined && another === undefined ? only : String(value);
  };
  const values = Array.from(column.values as TypedArray, (value) =>
    Number.isNaN(value) ? null : textOf(value),
  );
  return { name: column.name, type: "category", values };
}
