import { fail } from "../base/error.ts";
import { requireOptions } from "../base/requireOptions.ts";
import type { TableParts } from "./arrays.ts";
import type { Dataset } from "./dataset.ts";
import { type EncodeOptions, encodeInputs, encodeTargets } from "./encode.ts";
import { type Encoding, featureNames, targetNames } from "./encoding.ts";
import { requireFinite } from "./finite.ts";
import { type EncodingOptions, fitEncoding } from "./fitEncoding.ts";
import { applyScaling, columnMeans, minMax, type ScalingKind, standardize } from "./scaling.ts";
import { type SplitOptions, split, splitRows } from "./split.ts";
import { dropIncomplete, selectRows, type Table } from "./table.ts";

/** Data ready to learn from, and the way new examples become inputs of the same kind. */
export interface Prepared {
  readonly dataset: Dataset;
  readonly encoding: Encoding;
}

export interface PrepareOptions extends EncodingOptions, Pick<EncodeOptions, "dtype"> {
  /** Missing values: `fill` numbers with the mean and texts with a category of their own, or `drop` their rows. */
  readonly missing?: "fill" | "drop";
  /** The part to keep for judging; without it there is none, unless the table comes with one. */
  readonly split?: SplitOptions;
}

const tableOptions = {
  target: true,
  task: true,
  scaleTarget: true,
  ignore: true,
  scale: true,
  maxCategories: true,
  dtype: true,
  missing: true,
  split: true,
} as const satisfies Record<keyof PrepareOptions, true>;

/**
 * A data set from a table. The test part is set aside first; then what is measured (means, ranges, categories) is
 * measured on the training part alone and applied to both. A category that only the test part has is all zeros.
 *
 * @throws ChainruleError `usage` for an unknown option, else as {@link fitEncoding}, {@link encodeInputs} and
 *   {@link splitRows} do
 *
 * @example
 * const table = readCsv(new TextEncoder().encode("size,kind\n1,cat\n3,dog\n2,cat\n5,dog\n"));
 * prepareTable({ table }).dataset.y.tolist(); // [[0], [1], [0], [1]]
 */
export function prepareTable(parts: TableParts, options: PrepareOptions = {}): Prepared {
  requireOptions("prepareTable", options, Object.keys(tableOptions), '{ target: "label" }');
  const whole = (table: Table) =>
    options.missing === "drop" ? dropIncomplete(table, options.ignore) : table;
  const { table, test } = options.split
    ? splitTable(whole(parts.table), options.split, options)
    : { table: whole(parts.table), test: parts.test && whole(parts.test) };
  const encoding = fitEncoding(table, options);
  const { target } = encoding;
  const examples = (part: Table, unseen: "refuse" | "zeros") => ({
    x: encodeInputs(encoding, part, { unseen, dtype: options.dtype ?? "float64" }),
    y: encodeTargets(encoding, part) ?? withoutTargets(part, targetNames(encoding)),
  });
  return {
    encoding,
    dataset: {
      name: table.name,
      task: target.task,
      ...examples(table, "refuse"),
      features: featureNames(encoding),
      targets: targetNames(encoding),
      ...(target.task !== "regression" && { classes: target.classes }),
      ...(test && { test: examples(test, "zeros") }),
    },
  };
}

const withoutTargets = ({ name }: Table, targets: readonly string[]): never =>
  fail("data", { who: name, expected: `the target ${targets.join(", ")}`, got: "a part without it" });

/** The table in two parts; classes keep their shares unless `stratify` is false. */
function splitTable(table: Table, options: SplitOptions, encodingOptions: EncodingOptions) {
  const encoding = fitEncoding(table, encodingOptions);
  const stratify = options.stratify ?? encoding.target.task !== "regression";
  const labels = stratify ? encodeTargets(encoding, table)?.data : undefined;
  const rows = splitRows(table.rows, options, labels);
  return { table: selectRows(table, rows.train), test: selectRows(table, rows.test) };
}

/**
 * A data set with its features scaled, and the encoding that does the same to new examples. The scaling is
 * measured on the training part alone.
 *
 * @throws ChainruleError `usage` for an unknown option, `data` for an element that is not finite
 *
 * @example
 * prepareDataset(moons(), { scale: "minMax" }).encoding.inputs.length; // 2
 */
export function prepareDataset(
  dataset: Dataset,
  options: { readonly scale?: ScalingKind; readonly split?: SplitOptions } = {},
): Prepared {
  requireOptions("prepareDataset", options, ["scale", "split"], '{ scale: "standardize" }');
  const { scale = "none" } = options;
  requireFinite(dataset.x, `${dataset.name}, x`);
  const parts = options.split ? split(dataset, options.split) : dataset;
  const { x, test, features, targets, task, classes = [] } = parts;
  const scaling = scale === "standardize" ? standardize(x) : scale === "minMax" ? minMax(x) : undefined;
  const scaled = (part: typeof x) => (scaling ? applyScaling(scaling, part) : part);
  return {
    dataset: { ...parts, x: scaled(x), ...(test && { test: { x: scaled(test.x), y: test.y } }) },
    encoding: {
      version: 1,
      columns: [...features, ...targets],
      // What standardizing takes off is the mean.
      inputs: (scale === "standardize" ? scaling!.offset : columnMeans(x)).map((mean, j) => ({
        name: features[j]!,
        type: "number",
        fill: mean,
        offset: scaling?.offset[j] ?? 0,
        scale: scaling?.scale[j] ?? 1,
      })),
      target:
        task === "regression"
          ? { task, columns: targets.map((name) => ({ name, offset: 0, scale: 1 })) }
          : { task, name: targets[0]!, classes },
    },
  };
}
