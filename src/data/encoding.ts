import { fail } from "../base/error.ts";

/** A column of numbers becomes one feature: gaps filled, then `(value - offset) / scale`. */
export interface NumberInput {
  readonly name: string;
  readonly type: "number";
  /** Stands in for a missing value: the mean of the training part. */
  readonly fill: number;
  readonly offset: number;
  readonly scale: number;
}

/** A column of texts becomes one feature a category, 1 where the value is that category (one-hot). */
export interface CategoryInput {
  readonly name: string;
  readonly type: "category";
  readonly categories: readonly string[];
  /** Whether values were missing in the training part; they have a feature of their own, the last. */
  readonly missing: boolean;
}

export type InputEncoding = NumberInput | CategoryInput;

/** Targets as class indices: the place of a value's text in `classes`. */
export interface ClassTarget {
  readonly task: "binary" | "multiclass";
  readonly name: string;
  readonly classes: readonly string[];
}

/** Targets as numbers, each `(value - offset) / scale`. */
export interface NumberTarget {
  readonly task: "regression";
  readonly columns: readonly { readonly name: string; readonly offset: number; readonly scale: number }[];
}

export type TargetEncoding = ClassTarget | NumberTarget;

/**
 * How the columns of a table become the inputs and targets of a network, measured on the training part.
 * Plain data: it is stored with the model, and prediction applies it again.
 */
export interface Encoding {
  readonly version: 1;
  /** All columns of the table it was measured on, in order, for data whose columns have no names. */
  readonly columns: readonly string[];
  readonly inputs: readonly InputEncoding[];
  readonly target: TargetEncoding;
}

/** The feature for a missing value of a category column. */
const missingLabel = "(missing)";

/**
 * A name for each feature, in order: the column's, or `kind=cat` for the features of a category column.
 *
 * @example
 * const table = readCsv(new TextEncoder().encode("size,color,kind\n1,red,cat\n3,blue,dog\n"));
 * featureNames(fitEncoding(table)); // ["size", "color=blue", "color=red"]
 */
export const featureNames = ({ inputs }: Encoding): string[] =>
  inputs.flatMap((input) =>
    input.type === "number"
      ? [input.name]
      : [...input.categories, ...(input.missing ? [missingLabel] : [])].map(
          (label) => `${input.name}=${label}`,
        ),
  );

/**
 * The names of the columns that are predicted.
 *
 * @example
 * const table = readCsv(new TextEncoder().encode("size,kind\n1,cat\n3,dog\n"));
 * targetNames(fitEncoding(table)); // ["kind"]
 */
export const targetNames = ({ target }: Encoding): string[] =>
  target.task === "regression" ? target.columns.map(({ name }) => name) : [target.name];

/**
 * An encoding read from JSON, checked to be whole.
 *
 * @throws ChainruleError `data` for another version or a part that is missing or of another type
 *
 * @example
 * const table = readCsv(new TextEncoder().encode("size,kind\n1,cat\n3,dog\n"));
 * const stored = JSON.stringify(fitEncoding(table));
 * parseEncoding(JSON.parse(stored)).columns; // ["size", "kind"]
 */
export function parseEncoding(value: unknown, who = "encoding"): Encoding {
  const { version } = (value ?? {}) as Partial<Encoding>;
  if (version !== 1)
    fail("data", {
      who,
      expected: "an encoding of version 1",
      got: version === undefined ? "none" : `version ${version}`,
      fix: "Was it written by a newer Chainrule?",
    });
  const encoding = value as Encoding;
  const whole = isTexts(encoding.columns) && isList(encoding.inputs, isInput) && isTarget(encoding.target);
  if (!whole)
    fail("data", { who, expected: "columns, inputs and a target", got: "an encoding that is not whole" });
  return encoding;
}

type Fields = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const isList = (value: unknown, is: (item: unknown) => boolean) => Array.isArray(value) && value.every(is);
const isText = (value: unknown) => typeof value === "string";
const isTexts = (value: unknown) => isList(value, isText);
/** A scale is divided by. */
const isScaled = (value: unknown) =>
  isRecord(value) &&
  isText(value.name) &&
  Number.isFinite(value.offset) &&
  Number.isFinite(value.scale) &&
  value.scale !== 0;

const isInput = (value: unknown) =>
  isRecord(value) &&
  (value.type === "number"
    ? isScaled(value) && Number.isFinite(value.fill)
    : value.type === "category" && isText(value.name) && isTexts(value.categories));

const isTarget = (value: unknown) =>
  isRecord(value) &&
  (value.task === "regression"
    ? isList(value.columns, isScaled)
    : (value.task === "binary" || value.task === "multiclass") &&
      isText(value.name) &&
      isTexts(value.classes));
