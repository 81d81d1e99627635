import Papa from "papaparse";
import { fail } from "../base/error.ts";
import {
  delimiterNames,
  detectDecimal,
  detectDelimiter,
  detectHeader,
  parseNumber,
  type Row,
} from "./csvDialect.ts";
import { numbered } from "./dataset.ts";
import { decodeText } from "./decodeText.ts";
import { type KnownColumns, textColumns } from "./matchColumns.ts";
import { type Cell, type Column, inferTable, type Table } from "./table.ts";

export interface CsvOptions {
  /** The file's name, for messages. Default `csv`. */
  readonly name?: string;
  /** The text encoding, as in {@link decodeText}; detected by default. */
  readonly encoding?: string;
  /** What stands between fields; comma, semicolon, tab or pipe are detected by default. */
  readonly delimiter?: string;
  /** Whether the first line names the columns; detected by default. */
  readonly header?: boolean;
  /** The decimal mark; by default a point, or the comma in a file with semicolons that has no points. */
  readonly decimal?: "." | ",";
  /** Types of columns by name, where they should not be inferred. */
  readonly types?: Readonly<Record<string, Column["type"]>>;
  /** What a missing value looks like, besides nothing; any case. Default `NA`, `N/A`, `NaN`, `null`, `?`. */
  readonly missing?: readonly string[];
}

/**
 * The table in a CSV file, or in its text (RFC 4180: quoted fields may hold delimiters, line breaks and doubled quotes). Encoding,
 * delimiter, header line and the types of the columns are detected. Empty lines are skipped. Columns without a name
 * are called `column1`, `column2`, ... by position; a delimiter at the end of every line makes no column.
 * For new data of a trained network give its encoding as `known`, so that categories made of digits stay texts.
 *
 * @throws ChainruleError `data` for an empty file, a line with another number of fields, an unclosed quote, two
 *   columns of one name, or a text in a number column, with the line
 *
 * @example
 * const table = readCsv("size,kind\n1.5,cat\n,dog\n");
 * table.columns.map(({ name, type }) => `${name}: ${type}`); // ["size: number", "kind: category"]
 */
export function readCsv(source: Uint8Array | string, options: CsvOptions & KnownColumns = {}): Table {
  const { name: who = "csv" } = options;
  const { text, encoding } =
    typeof source === "string"
      ? { text: source, encoding: "utf-8" }
      : decodeText(source, options.encoding, who);
  const delimiter = options.delimiter ?? detectDelimiter(text);
  const rows = parseRows(text, delimiter, who);
  const first = rows[0];
  if (!first) fail("data", { who, expected: "lines of data", got: "an empty file" });
  checkWidths(rows, delimiter, who);

  const missing = new Set(["", ...(options.missing ?? missingMarks).map((mark) => mark.toLowerCase())]);
  const isMissing = (cell: Cell) => typeof cell === "string" && missing.has(cell.trim().toLowerCase());
  const decimal = options.decimal ?? detectDecimal(rows, delimiter);
  const toNumber = (cell: Cell) => parseNumber(String(cell), decimal);
  const named = options.header ?? detectHeader(rows, (field) => toNumber(field) !== undefined);
  const body = named ? rows.slice(1) : rows;
  const names = named ? columnNames(first, who) : numbered("column", first.fields.length);
  const trailing = named && first.fields.at(-1) === "" && body.every(({ fields }) => fields.at(-1) === "");
  if (body.length === 0)
    fail("data", { who, expected: "lines of data below the names of the columns", got: "none" });
  const columns = trailing ? names.slice(0, -1) : names;
  return inferTable(
    {
      name: who,
      rows: body.length,
      named,
      lines: Int32Array.from(body, ({ line }) => line),
      dialect: { delimiter, decimal, encoding },
    },
    columns,
    (row, column) => body[row]!.fields[column]!,
    {
      isMissing,
      toNumber,
      texts: textColumns(options, columns, named),
      ...(options.types && { types: options.types }),
    },
  );
}

const missingMarks = ["NA", "N/A", "NaN", "null", "?"];

function parseRows(text: string, delimiter: string, who: string): Row[] {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter });
  let line = 1;
  const rows = data.map((fields): Row => {
    const start = line;
    line += 1 + fields.reduce((breaks, field) => breaks + (field.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
    return { fields, line: start };
  });
  const [error] = errors.filter(({ type }) => type === "Quotes");
  if (error)
    fail("data", {
      who: `${who}, line ${rows[error.row ?? 0]?.line ?? 1}`,
      expected: "quotes that open and close around a whole field",
      got: error.code === "MissingQuotes" ? "a quote that never closes" : "text after a closing quote",
      fix: "Write a quote inside a quoted field twice.",
    });
  return rows.filter(({ fields }) => fields.some((field) => field.trim() !== ""));
}

function checkWidths(rows: readonly Row[], delimiter: string, who: string): void {
  const first = rows[0]!;
  const width = first.fields.length;
  const ragged = rows.find(({ fields }) => fields.length !== width);
  if (ragged)
    fail("data", {
      who: `${who}, line ${ragged.line}`,
      expected: `${width} fields, as on line ${first.line}`,
      got: `${ragged.fields.length}`,
      fix: `Fields are taken to be separated by ${delimiterNames[delimiter] ?? `"${delimiter}"`}; quote a field that holds one.`,
    });
}

function columnNames({ fields, line }: Row, who: string): string[] {
  const names = fields.map((field, j) => field.trim() || `column${j + 1}`);
  const twice = names.find((name, j) => names.indexOf(name) !== j);
  if (twice !== undefined)
    fail("data", {
      who: `${who}, line ${line}`,
      expected: "a different name for each column",
      got: `two columns named "${twice}"`,
      fix: "Rename one. If the first line is data, say that there is no header.",
    });
  return names;
}
