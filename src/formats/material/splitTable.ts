import { encodeTargets } from "../../data/encode.ts";
import type { Encoding } from "../../data/encoding.ts";
import { type SplitOptions, splitRows } from "../../data/split.ts";
import { selectRows, type Table } from "../../data/table.ts";

/** The rows of a table in two parts; where its target is a class, the classes keep their shares. */
export function splitTable(
  table: Table,
  options: SplitOptions,
  encoding: Encoding,
): { table: Table; test: Table } {
  const labels = encoding.target.task === "regression" ? undefined : encodeTargets(encoding, table)?.data;
  const rows = splitRows(table.rows, options, labels);
  return { table: selectRows(table, rows.train), test: selectRows(table, rows.test) };
}
