import type { TypedArray } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { type Encoding, targetNames } from "./encoding.ts";
import { type CategoryColumn, type Column, type NumberColumn, placeOf, type Table } from "./table.ts";

/** The table with the names of the encoding's columns where it has none of its own. */
export function withNames(encoding: Encoding, table: Table): Table {
  if (table.named) return table;
  const targets = targetNames(encoding);
  const inputs = encoding.inputs.map(({ name }) => name);
  const known = [encoding.columns, encoding.columns.filter((name) => !targets.includes(name)), inputs];
  const names = known.find(({ length }) => length === table.columns.length);
  if (!names)
    fail("data", {
      who: table.name,
      expected: `${inputs.length} columns (${shortList(inputs)}), with or without the target`,
      got: `${table.columns.length} column${table.columns.length === 1 ? "" : "s"} without names`,
    });
  return {
    ...table,
    named: true,
    columns: table.columns.map((column, j) => ({ ...column, name: names[j]! })),
  };
}

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

/** A column of numbers as the texts that its values are written as. */
export function asCategories(column: Column): CategoryColumn {
  if (column.type === "category") return column;
  const values = Array.from(column.values as TypedArray, (value) =>
    Number.isNaN(value) ? null : String(value),
  );
  return { name: column.name, type: "category", values };
}
