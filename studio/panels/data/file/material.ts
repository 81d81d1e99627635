import type { TableParts } from "../../../../src/data/arrays.ts";
import { type Encoding, featureNames } from "../../../../src/data/encoding.ts";
import { type PrepareOptions, prepareTable } from "../../../../src/data/prepare.ts";
import { dropIncomplete } from "../../../../src/data/table.ts";
import type { Material } from "../../../engine/parts.ts";
import type { FileSource } from "../../../state/fileSource.ts";

/** A file ready to learn from, and how its columns became numbers. */
export interface FileMaterial {
  readonly material: Material;
  readonly encoding: Encoding;
}

/**
 * The data of a run from a table, the same as `chainrule train` makes from the file: rows with gaps go first, the part
 * to judge by is set aside, means and ranges are measured on the rest, and the targets of a regression are scaled too,
 * as a network begins near 0.
 *
 * @throws ChainruleError as {@link prepareTable} does
 */
export function fileMaterial({ table, test }: TableParts, source: FileSource): FileMaterial {
  const whole = source.missing === "drop" ? dropIncomplete(table) : table;
  const options: PrepareOptions = {
    ...(source.target.length > 0 && { target: source.target }),
    ...(source.task !== "" && { task: source.task }),
    ignore: source.ignore,
    scale: source.scale,
    scaleTarget: source.scale,
    ...(source.test > 0 && { split: { test: source.test, seed: source.seed } }),
  };
  const { dataset, encoding } = prepareTable({ table: whole, ...(test && { test }) }, options);
  const { test: fresh, ...training } = dataset;
  return { material: { training, ...(fresh && { fresh }), units: unitsIn(encoding) }, encoding };
}

/** The scaling that the inputs went through; the features of a category stay 0 and 1. */
function unitsIn(encoding: Encoding): NonNullable<Material["units"]> {
  const units = encoding.inputs.flatMap((input) =>
    input.type === "number"
      ? [input]
      : featureNames({ ...encoding, inputs: [input] }).map(() => ({ offset: 0, scale: 1 })),
  );
  return { offset: units.map(({ offset }) => offset), scale: units.map(({ scale }) => scale) };
}
