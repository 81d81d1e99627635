import { counted } from "../../base/counted.ts";
import { textTable } from "../../base/textTable.ts";
import type { Dataset, Examples } from "../../data/dataset.ts";
import { allowed } from "../../data/options.ts";
import { prepareTable } from "../../data/prepare.ts";
import { datasets, needsFiles } from "../../data/registry.ts";
import { type Column, isMissing, type Table } from "../../data/table.ts";
import { type Io, say } from "../io.ts";
import type { describeOptions } from "../options/dataCommands.ts";
import { preparationOf } from "../preparation.ts";
import { load } from "../source.ts";
import type { Given } from "../spec.ts";
import { significant } from "../words.ts";

/** What a description says of one column. */
interface ColumnFacts {
  readonly name: string;
  readonly type: "number" | "category";
  readonly missing?: number;
  /** Of a number column. */
  readonly min?: number;
  readonly mean?: number;
  readonly max?: number;
  /** Of a category column. */
  readonly categories?: readonly string[];
}

/** More columns than this are not listed one by one. */
const mostColumns = 40;

/** Describes data: sizes, columns, classes, and the options it takes. */
export async function describeData(
  io: Io,
  [name = ""]: readonly string[],
  given: Given<typeof describeOptions>,
): Promise<number> {
  const loaded = await load(io, name, given);
  const dataset =
    "dataset" in loaded ? loaded.dataset : prepareTable(loaded.parts, preparationOf(given)).dataset;
  const columns = "dataset" in loaded ? featureFacts(dataset) : tableFacts(loaded.parts.table);
  const facts = {
    name: dataset.name,
    task: dataset.task,
    examples: dataset.x.shape[0],
    ...(dataset.test && { test: dataset.test.x.shape[0] }),
    features: dataset.features.length,
    targets: dataset.targets,
    ...(dataset.classes && { classes: classCounts(dataset, dataset.classes) }),
    columns,
  };
  if (given.json) {
    say(io.stdout, JSON.stringify(facts));
    return 0;
  }
  const test = facts.test === undefined ? "" : `, and ${facts.test} to judge by`;
  say(
    io.stdout,
    `${facts.name}: ${facts.task}, ${counted(facts.examples!, "example")} of ${counted(facts.features, "input")}${test}`,
  );
  if (facts.classes)
    say(
      io.stdout,
      `\n${textTable([["class", "examples"], ...Object.entries(facts.classes).map(([c, n]) => [c, String(n)])])}`,
    );
  if (columns.length <= mostColumns) say(io.stdout, `\n${textTable(columnRows(columns))}`);
  const entry = "dataset" in loaded ? datasets.get(loaded.dataset.name) : undefined;
  if (entry && !needsFiles(entry) && Object.keys(entry.options).length > 0) {
    const rows = Object.entries(entry.options).map(([option, spec]) => [
      option,
      String(spec.default),
      `${spec.about}; ${allowed(spec)}`,
    ]);
    say(
      io.stdout,
      `\nOptions (--data-option name=value)\n${rows.map(([a, b, c]) => `  ${a!.padEnd(10)} ${b!.padEnd(6)} ${c}`).join("\n")}`,
    );
  }
  return 0;
}

function classCounts({ y }: Examples, classes: readonly string[]): Record<string, number> {
  const counts = new Array<number>(classes.length).fill(0);
  for (const label of y.data) counts[label] = counts[label]! + 1;
  return Object.fromEntries(classes.map((name, i) => [name, counts[i]!]));
}

const featureFacts = ({ x, features }: Dataset): ColumnFacts[] =>
  features.map((name, j) => {
    const values = Float64Array.from({ length: x.shape[0]! }, (_, i) => x.data[i * features.length + j]!);
    return { name, type: "number", ...rangeOf(values) };
  });

const tableFacts = (table: Table): ColumnFacts[] =>
  table.columns.map((column) => columnFacts(column, table.rows));

function columnFacts(column: Column, rows: number): ColumnFacts {
  const { name, type } = column;
  const missing = Array.from({ length: rows }, (_, row) => isMissing(column, row)).filter(Boolean).length;
  if (column.type === "number") return { name, type, missing, ...rangeOf(column.values) };
  const categories = [...new Set(column.values)].filter((value) => value !== null).sort();
  return { name, type, missing, categories };
}

function rangeOf(values: ArrayLike<number>): { min: number; mean: number; max: number } {
  let [min, max, sum, count] = [Infinity, -Infinity, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    [min, max, sum, count] = [Math.min(min, value), Math.max(max, value), sum + value, count + 1];
  }
  return { min, mean: sum / count, max };
}

const columnRows = (columns: readonly ColumnFacts[]): string[][] => [
  ["column", "type", "missing", "min", "mean", "max", "categories"],
  ...columns.map(({ name, type, missing = 0, min, mean, max, categories }) => [
    name,
    type,
    String(missing),
    ...[min, mean, max].map((value) => (value === undefined ? "" : significant(value))),
    categories ? abridged(categories) : "",
  ]),
];

const abridged = (names: readonly string[]): string =>
  names.length > 6 ? `${names.length}: ${names.slice(0, 5).join(", ")}, ...` : names.join(", ");
