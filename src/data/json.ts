import { fail } from "../base/error.ts";
import { isRecord } from "../base/isRecord.ts";
import { showValue } from "../base/showValue.ts";
import { numbered } from "./dataset.ts";
import { decodeText } from "./decodeText.ts";
import { type KnownColumns, textColumns } from "./matchColumns.ts";
import { type Cell, type Column, inferTable, type Table } from "./table.ts";

export interface JsonOptions {
  /** The file's name, for messages. Default `json`. */
  readonly name?: string;
  /** Types of columns by name, where they should not be inferred. */
  readonly types?: Readonly<Record<string, Column["type"]>>;
}

type Row = readonly unknown[];

/** Rows with a name for each column, before the cells are checked. */
interface Grid {
  readonly names: readonly string[];
  readonly rows: readonly Row[];
  readonly named: boolean;
  readonly targets?: readonly string[];
}

/**
 * The table in a JSON file, in one of these forms:
 *
 *     [{"size": 1.5, "kind": "cat"}, ...]     records; a key that a record lacks is a missing value
 *     {"size": 1.5, "kind": "cat"}            one record
 *     [[1.5, 2, "cat"], ...]                  rows; columns are called column1, column2, ...
 *     [1.5, 2]                                one row
 *     {"x": [[1.5, 2], ...], "y": ["cat"]}    inputs (columns x1, x2, ...) and, if given, targets
 *
 * Numbers are numbers, strings and booleans are categories, null is a missing value.
 *
 * @throws ChainruleError `data` for anything else, rows of unequal length, or nested values, with the place
 *
 * @example
 * const table = readJson(new TextEncoder().encode('[{"size": 1.5}, {"size": null}]'));
 * [...table.columns[0].values]; // [1.5, NaN]
 */
export function readJson(bytes: Uint8Array, options: JsonOptions & KnownColumns = {}): Table {
  const { name = "json" } = options;
  const { text } = decodeText(bytes, undefined, name);
  return tableOfJson(parse(text, name), options);
}

/** The table in JSON that has been parsed, in one of the forms of {@link readJson}. */
export function tableOfJson(value: unknown, options: JsonOptions & KnownColumns = {}): Table {
  const { name = "json", types } = options;
  const { names, rows, named, targets } = gridOf(value, name);
  if (rows.length === 0) fail("data", { who: name, expected: "rows of data", got: "none" });
  const cellAt = (row: number, column: number) =>
    cellOf(rows[row]![column], `${name}, row ${row}`, names[column]!);
  return inferTable({ name, rows: rows.length, named, ...(targets && { targets }) }, names, cellAt, {
    isMissing: (cell) => cell === null,
    toNumber: (cell) => (typeof cell === "number" ? cell : undefined),
    texts: textColumns(options, names, named),
    ...(types && { types }),
  });
}

function parse(text: string, who: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const got = text.trim() === "" ? "an empty file" : `text that is not (${(cause as Error).message})`;
    return fail("data", { who, expected: "JSON", got }, cause);
  }
}

function gridOf(value: unknown, who: string): Grid {
  if (isRecord(value))
    return Array.isArray(value.x) ? inputsAndTargets(value.x, value.y, who) : records([value], who);
  if (!Array.isArray(value))
    fail("data", { who, expected: "a list of rows or records, or x and y", got: showValue(value) });
  if (isRecord(value[0])) return records(value, who);
  return lists(Array.isArray(value[0]) ? value : [value].filter((row) => row.length > 0), who);
}

function records(values: readonly unknown[], who: string): Grid {
  const names = new Set<string>();
  const rows = values.map((record, row) => {
    if (!isRecord(record))
      return fail("data", {
        who: `${who}, row ${row}`,
        expected: "a record, as in row 0",
        got: showValue(record),
      });
    for (const key of Object.keys(record)) names.add(key);
    return record;
  });
  const keys = [...names];
  requireShared(rows, keys, who);
  return { names: keys, rows: rows.map((record) => keys.map((key) => record[key] ?? null)), named: true };
}

/** The most cells of a table for each value that its records hold, past a million cells. */
const mostEmpty = 100;

/** Records with keys of their own make a table whose size is their number squared: a small file fills the memory. */
function requireShared(rows: readonly object[], keys: readonly string[], who: string): void {
  const cells = rows.length * keys.length;
  const values = rows.reduce((count, record) => count + Object.keys(record).length, 0);
  if (cells > 1e6 && cells > mostEmpty * values)
    fail("data", {
      who,
      expected: "records that share their keys",
      got: `${rows.length} records with ${keys.length} keys, ${values} values in all`,
    });
}

function lists(values: readonly unknown[], who: string, prefix = "column"): Grid {
  const width = Array.isArray(values[0]) ? values[0].length : 0;
  const rows = values.map((row, i): Row => {
    if (Array.isArray(row) && row.length === width) return row;
    const got = Array.isArray(row) ? `${row.length}` : showValue(row);
    return fail("data", { who: `${who}, row ${i}`, expected: `a list of ${width} values, as in row 0`, got });
  });
  return { names: numbered(prefix, width), rows, named: false };
}

/** A flat list stands for one column. */
const asColumns = (values: readonly unknown[]) =>
  Array.isArray(values[0]) ? values : values.map((value) => [value]);

function inputsAndTargets(x: readonly unknown[], y: unknown, who: string): Grid {
  const inputs = lists(asColumns(x), `${who}, x`, "x");
  if (y === undefined) return inputs;
  if (!Array.isArray(y) || y.length !== x.length)
    fail("data", {
      who: `${who}, y`,
      expected: `a list of ${x.length} targets, one a row of x`,
      got: Array.isArray(y) ? `${y.length}` : showValue(y),
    });
  const outputs = lists(asColumns(y), `${who}, y`, "y");
  const targets = outputs.names.length === 1 ? ["y"] : outputs.names;
  return {
    names: [...inputs.names, ...targets],
    rows: inputs.rows.map((row, i) => [...row, ...outputs.rows[i]!]),
    named: false,
    targets,
  };
}

function cellOf(value: unknown, who: string, column: string): Cell {
  if (value === null || typeof value === "number" || typeof value === "string" || typeof value === "boolean")
    return value;
  const got = value === undefined ? "nothing" : showValue(value);
  return fail("data", { who: `${who}, column "${column}"`, expected: "a number, a text or null", got });
}
