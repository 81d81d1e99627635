import { ChainruleError } from "../../../../src/base/error.ts";
import type { TableParts } from "../../../../src/data/arrays.ts";
import { detectDelimiter } from "../../../../src/data/csvDialect.ts";
import { decodeText } from "../../../../src/data/decodeText.ts";
import { type Encoding, targetNames } from "../../../../src/data/encoding.ts";
import { targetsOf } from "../../../../src/data/fitTarget.ts";
import { isGzip } from "../../../../src/data/gunzip.ts";
import { type Column, isMissing, type Table } from "../../../../src/data/table.ts";
import type { FileSource } from "../../../state/fileSource.ts";
import { type Outputs, usualOutput } from "../../../state/fitting.ts";
import { keptFile } from "./keep.ts";
import { type FileMaterial, fileMaterial } from "./material.ts";

/** What is shown of a column. */
export interface ColumnView {
  readonly name: string;
  readonly type: "number" | "category";
  readonly role: "input" | "target" | "ignored";
  readonly missing: number;
  /** Of a column of texts: its categories, in order. */
  readonly categories?: readonly string[];
  /** How its numbers are scaled: (x - offset) / scale, and what its first number becomes. */
  readonly scaled?: {
    readonly offset: number;
    readonly scale: number;
    readonly fill: number;
    readonly first: number;
  };
}

/** What follows from the choices that were made: how the file becomes a data set. */
export interface Outcome {
  readonly outputs: Outputs;
  readonly examples: number;
  /** Kept for judging. */
  readonly fresh: number;
  readonly features: readonly string[];
  /** The classes and how many examples each has to learn from; none for numbers to predict. */
  readonly classes: readonly { readonly name: string; readonly count: number }[];
  /** The settings that the command line uses for such a file, where nothing else is said. */
  readonly usual: { readonly layers: string; readonly batch: number; readonly epochs: number };
}

/** A file as it would be used, before anything on the page is changed. */
export interface Preview {
  readonly name: string;
  readonly sha: string;
  readonly rows: number;
  /** Of a text file: how its bytes and lines were read. */
  readonly text?: { readonly encoding: string; readonly delimiter: string; readonly header: boolean };
  readonly columns: readonly ColumnView[];
  /** The first rows as texts; empty where a value is missing. */
  readonly first: readonly (readonly string[])[];
  readonly outcome?: Outcome;
  /** Why no data set comes of it, in the library's sentence. */
  readonly complaint?: string;
}

const rowsShown = 5;

export function previewOf(parts: TableParts, source: FileSource): Preview {
  const { table } = parts;
  const prepared = attempt(() => fileMaterial(parts, source));
  const made = "value" in prepared ? prepared.value : undefined;
  const targets = made ? targetNames(made.encoding) : targetsOf(table, targetOf(source));
  const text = textOf(source);
  return {
    name: source.name,
    sha: source.sha,
    rows: table.rows,
    ...(text && { text: { ...text, header: table.named } }),
    columns: table.columns.map((column) => viewOf(column, table, targets, source, made?.encoding)),
    first: Array.from({ length: Math.min(rowsShown, table.rows) }, (_, row) =>
      table.columns.map((column) => (isMissing(column, row) ? "" : String(column.values[row]))),
    ),
    ...(made && { outcome: outcomeOf(made) }),
    ...("complaint" in prepared && { complaint: prepared.complaint }),
  };
}

const targetOf = ({ target }: FileSource) => (target.length > 0 ? { target } : {});

function attempt<T>(make: () => T): { readonly value: T } | { readonly complaint: string } {
  try {
    return { value: make() };
  } catch (error) {
    if (error instanceof ChainruleError) return { complaint: error.message };
    throw error;
  }
}

/** The encoding and the delimiter of a text file that has delimiters; undefined for other files. */
function textOf(source: FileSource): { encoding: string; delimiter: string } | undefined {
  const { bytes, name } = keptFile(source);
  const isOther = isGzip(bytes) || [0x93, 0x50].includes(bytes[0]!) || /\.(json|npy|npz)$/i.test(name);
  if (isOther) return undefined;
  const { text, encoding } = decodeText(bytes, undefined, name);
  return { encoding, delimiter: detectDelimiter(text) };
}

function viewOf(
  column: Column,
  { rows }: Table,
  targets: readonly string[],
  { ignore }: FileSource,
  encoding: Encoding | undefined,
): ColumnView {
  const { name, type } = column;
  let missing = 0;
  for (let row = 0; row < rows; row++) if (isMissing(column, row)) missing++;
  const role = targets.includes(name) ? "target" : ignore.includes(name) ? "ignored" : "input";
  const scaled = column.type === "number" ? scaledOf(column.name, column.values, encoding) : undefined;
  return {
    name,
    type,
    role,
    missing,
    ...(column.type === "category" && {
      categories: [...new Set(column.values)].filter((value) => value !== null).sort(),
    }),
    ...(scaled && { scaled }),
  };
}

function scaledOf(name: string, values: ArrayLike<number>, encoding: Encoding | undefined) {
  const input = encoding?.inputs.find((one) => one.name === name);
  const target = encoding?.target.task === "regression" ? encoding.target.columns : [];
  const how = input?.type === "number" ? input : target.find((one) => one.name === name);
  if (!how) return undefined;
  const fill = "fill" in how ? (how.fill as number) : Number.NaN;
  const first = Array.from(values).find((value) => !Number.isNaN(value)) ?? Number.NaN;
  return { offset: how.offset, scale: how.scale, fill, first };
}

/** Up to so many examples an update of the command line sees all of them; of more, a hundred. */
const fullBatch = 1000;

function outcomeOf({ material: { training, fresh }, encoding }: FileMaterial): Outcome {
  const { x, y, task, classes = [], features } = training;
  const [examples, width] = x.shape as [number, number];
  const counts = classes.map((name) => ({ name, count: 0 }));
  if (task !== "regression") for (const label of y.data) counts[label]!.count++;
  const outputs = { task, count: task === "regression" ? targetNames(encoding).length : classes.length };
  const whole = examples <= fullBatch;
  return {
    outputs,
    examples,
    fresh: fresh?.x.shape[0] ?? 0,
    features,
    classes: counts,
    usual: {
      layers: `${width > 20 ? "64:relu" : "8:tanh"},${usualOutput(outputs)}`,
      batch: whole ? 0 : 100,
      epochs: whole ? 1000 : 20,
    },
  };
}
