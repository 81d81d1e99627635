import { readNpy } from "../../array/npy.ts";
import { fail } from "../../base/error.ts";
import { tableFromArray } from "../../data/arrays.ts";
import type { Encoding } from "../../data/encoding.ts";
import { tableOfJson } from "../../data/json.ts";
import type { Table } from "../../data/table.ts";
import { parseJson } from "../../formats/parseJson.ts";

/** The media type of a NumPy array. NumPy has registered none. */
export const npyType = "application/x-npy";

/** What a body may hold, and what it stands for. */
export interface Room {
  readonly rows: number;
  /** Columns of the data that the network was trained on. */
  readonly columns: number;
  /** How they were encoded. */
  readonly encoding: Encoding;
}

/** The rows of a body: how many there are is known before a table is made of them. */
export interface Rows {
  readonly rows: number;
  table(): Table;
}

/** Columns of other names that may come along. Each takes a hundred bytes at least. */
const mostOthers = 1000;

/** How a body of each media type becomes rows. */
export const bodyReaders: Readonly<Record<string, (bytes: Uint8Array, room: Room) => Rows>> = {
  "application/json": rowsOfJson,
  [npyType](bytes, room) {
    const array = readNpy(bytes, "body");
    const rows = array.ndim < 2 ? 1 : array.shape[0]!;
    requireRoom("body", array.size / Math.max(1, rows), room);
    return { rows, table: () => tableFromArray(array, "body") };
  },
};

/** `{"inputs": ...}`, where the inputs are rows, records, one row or one record. */
function rowsOfJson(bytes: Uint8Array, room: Room): Rows {
  const body = parse(bytes, room);
  if (typeof body !== "object" || body === null || !("inputs" in body))
    fail("data", {
      who: "body",
      expected: 'an object with "inputs"',
      got: Array.isArray(body) ? "a list" : "something else",
      fix: 'Send {"inputs": [[...], ...]}.',
    });
  const { inputs } = body;
  const isMany = Array.isArray(inputs) && typeof inputs[0] === "object" && inputs[0] !== null;
  return {
    rows: isMany ? inputs.length : 1,
    table() {
      requireRoom("inputs", widthOf(isMany ? inputs : [inputs]), room);
      return tableOfJson(inputs, { name: "inputs", known: room.encoding });
    },
  };
}

/** Columns of a table of rows or records; those of records may have keys of their own. */
function widthOf(rows: readonly unknown[]): number {
  const keys = new Set<string>();
  let longest = 0;
  for (const row of rows)
    if (Array.isArray(row)) longest = Math.max(longest, row.length);
    else if (typeof row === "object" && row !== null) for (const key of Object.keys(row)) keys.add(key);
  return Math.max(longest, keys.size);
}

function requireRoom(who: string, width: number, { columns }: Room): void {
  if (width > columns + mostOthers)
    fail("data", { who, expected: `the ${columns} columns of the data`, got: `${width}` });
}

function parse(bytes: Uint8Array, { rows }: Room): unknown {
  try {
    // A few times the rows that may come, so that a body of too many is told their number.
    return parseJson(new TextDecoder("utf-8", { fatal: true }).decode(bytes), 10 * rows + 1000);
  } catch (cause) {
    return fail("data", { who: "body", expected: "JSON in UTF-8", got: (cause as Error).message }, cause);
  }
}
