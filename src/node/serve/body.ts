import { readNpy } from "../../array/npy.ts";
import { fail } from "../../base/error.ts";
import { tableFromArray } from "../../data/arrays.ts";
import { tableOfJson } from "../../data/json.ts";
import type { Table } from "../../data/table.ts";

/** The media type of a NumPy array. NumPy has registered none. */
export const npyType = "application/x-npy";

/** How a body of each media type becomes rows. */
export const bodyReaders: Readonly<Record<string, (bytes: Uint8Array) => Table>> = {
  "application/json": rowsOfJson,
  [npyType]: (bytes) => tableFromArray(readNpy(bytes, "body"), "body"),
};

/** `{"inputs": ...}`, where the inputs are rows, records, one row or one record. */
function rowsOfJson(bytes: Uint8Array): Table {
  const body = parse(bytes);
  if (typeof body !== "object" || body === null || !("inputs" in body))
    fail("data", {
      who: "body",
      expected: 'an object with "inputs"',
      got: Array.isArray(body) ? "a list" : "something else",
      fix: 'Send {"inputs": [[...], ...]}.',
    });
  return tableOfJson(body.inputs, { name: "inputs" });
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    return fail("data", { who: "body", expected: "JSON in UTF-8", got: (cause as Error).message }, cause);
  }
}
