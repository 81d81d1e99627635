import { fail } from "../base/error.ts";
import { suggestFew } from "../base/suggestFew.ts";

/** A column of numbers; NaN where a value is missing. */
export interface NumberColumn {
  readonly name: string;
  readonly type: "number";
  readonly values: Float64Array | Float32Array;
}

/** A column of texts out of a limited set; null where a value is missing. */
export interface CategoryColumn {
  readonly name: string;
  readonly type: "category";
  readonly values: readonly (string | null)[];
}

export type Column = NumberColumn | CategoryColumn;

/** Rows and named columns, as a file holds them: before texts become numbers and gaps are filled. */
export interface Table {
  /** Where it comes from, for messages: `iris.csv`. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: number;
  /** Whether the names of the columns come from the data; otherwise they are made up and columns go by position. */
  readonly named: boolean;
  /** The line of the file on which each row starts, from 1, for messages; absent where there are no lines. */
  readonly lines?: ArrayLike<number>;
  /** How the text of a file was read: what was asked for, or found out. */
  readonly dialect?: { readonly delimiter: string; readonly decimal: "." | ","; readonly encoding: string };
  /** The columns to predict, where the data says so. */
  readonly targets?: readonly string[];
}

/** `iris.csv, line 7, column "age"`: where a value stands. Rows without lines count from 0. */
export function placeOf({ name, lines }: Table, row: number, column: string): string {
  return `${name}, ${lines ? `line ${lines[row]}` : `row ${row}`}, column "${column}"`;
}

/** Whether a column has no value in a row. */
export function isMissing(column: Column, row: number): boolean {
  return column.type === "number" ? Number.isNaN(column.values[row]) : column.values[row] === null;
}

/**
 * The table's rows at `rows`, in that order.
 *
 * @example
 * const table = readCsv(new TextEncoder().encode("size,kind\n1,cat\n3,dog\n2,cat\n"));
 * selectRows(table, [2, 0]).columns[0].values; // Float64Array [2, 1]
 */
export function selectRows(table: Table, rows: ArrayLike<number>): Table {
  const indices = Array.from(rows);
  const { lines } = table;
  return {
    ...table,
    rows: indices.length,
    columns: table.columns.map(
      (column): Column =>
        column.type === "number"
          ? { ...column, values: Float64Array.from(indices, (row) => column.values[row]!) }
          : { ...column, values: indices.map((row) => column.values[row]!) },
    ),
    ...(lines && { lines: indices.map((row) => lines[row]!) }),
  };
}

/**
 * The table without the rows that miss a value in a column, those in `ignore` apart.
 *
 * @throws ChainruleError `data` where no row is left
 *
 * @example
 * const table = readCsv(new TextEncoder().encode("size,kind\n1,cat\n,dog\n2,cat\n"));
 * dropIncomplete(table).rows; // 2
 */
export function dropIncomplete(table: Table, ignore: readonly string[] = []): Table {
  const used = table.columns.filter(({ name }) => !ignore.includes(name));
  const all = Array.from({ length: table.rows }, (_, row) => row);
  const whole = all.filter((row) => used.every((column) => !isMissing(column, row)));
  if (whole.length === 0)
    fail("data", {
      who: table.name,
      expected: "a row without missing values",
      got: "none",
      fix: "Fill missing values instead of dropping their rows.",
    });
  return selectRows(table, whole);
}

/** A cell before its column's type is known. */
export type Cell = string | number | boolean | null;

/** What must be known of the cells to tell numbers from texts. */
export interface CellRules {
  readonly isMissing: (cell: Cell) => boolean;
  /** The number that a cell holds or stands for, or undefined for a text. */
  readonly toNumber: (cell: Cell) => number | undefined;
  /** Types that are given instead of inferred, by column name. */
  readonly types?: Readonly<Record<string, Column["type"]>>;
  /** Columns that are categories if any cell is a text, however many are numbers. */
  readonly texts: ReadonlySet<string>;
}

/**
 * A table whose column types are inferred: a column whose values are mostly numbers, or that has none, is a number
 * column, in which a text is an error; the others are categories.
 *
 * @throws ChainruleError `data` for a text or an infinite number in a number column, with its place; `usage` for a
 *   type given for a column that is not there
 */
export function inferTable(
  table: Omit<Table, "columns">,
  names: readonly string[],
  cellAt: (row: number, column: number) => Cell,
  rules: CellRules,
): Table {
  const columns: Column[] = [];
  const stranger = Object.keys(rules.types ?? {}).find((name) => !names.includes(name));
  if (stranger !== undefined)
    fail("usage", {
      who: `${table.name}, types`,
      expected: "the names of columns",
      got: `"${stranger}"`,
      fix: suggestFew(stranger, names),
    });
  names.forEach((name, j) => {
    const cells = Array.from({ length: table.rows }, (_, row) => {
      const cell = cellAt(row, j);
      return rules.isMissing(cell) ? null : cell;
    });
    const present = cells.filter((cell) => cell !== null);
    const isText = rules.texts.has(name) && present.some((cell) => typeof cell !== "number");
    const given = rules.types?.[name] ?? (isText ? "category" : undefined);
    const numbers = present.filter((cell) => rules.toNumber(cell) !== undefined).length;
    const place = (row: number) => placeOf({ ...table, columns }, row, name);
    const type = given ?? (2 * numbers > present.length || present.length === 0 ? "number" : "category");
    if (type === "number") columns.push({ name, type, values: numbersOf(name, cells, rules, place) });
    else
      columns.push({ name, type, values: cells.map((cell) => (cell === null ? null : String(cell).trim())) });
  });
  return { ...table, columns };
}

function numbersOf(
  name: string,
  cells: readonly Cell[],
  { toNumber }: CellRules,
  place: (row: number) => string,
): Float64Array {
  return Float64Array.from(cells, (cell, row) => {
    if (cell === null) return Number.NaN;
    const value = toNumber(cell);
    if (value !== undefined && Number.isFinite(value)) return value;
    return fail("data", {
      who: place(row),
      expected: value === undefined ? "a number, as most of the column holds" : "a finite number",
      got: typeof cell === "string" ? `"${cell}"` : String(cell),
      fix: `Correct it, leave it empty, or read the column as text: types { "${name}": "category" }.`,
    });
  });
}
