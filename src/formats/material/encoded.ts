import type { NDArray } from "../../array/ndarray.ts";
import { fail } from "../../base/error.ts";
import type { Dataset, Examples } from "../../data/dataset.ts";
import { encodeInputs, encodeTargets } from "../../data/encode.ts";
import { type Encoding, featureNames, type NumberInput, targetNames } from "../../data/encoding.ts";
import { applyScaling, type Scaling, undoScaling } from "../../data/scaling.ts";
import type { Table } from "../../data/table.ts";
import type { Named } from "../named.ts";

/** The scaling of an encoding whose inputs are all numbers; undefined where some are categories. */
function scalingOf({ inputs }: Encoding): Scaling | undefined {
  const numbers = inputs.filter((input): input is NumberInput => input.type === "number");
  if (numbers.length < inputs.length) return undefined;
  return { offset: numbers.map(({ offset }) => offset), scale: numbers.map(({ scale }) => scale) };
}

/** Whether the inputs are the numbers of a picture's two axes, so that a boundary can be drawn over them. */
export const isPlane = (encoding: Encoding): boolean =>
  encoding.inputs.length === 2 && scalingOf(encoding) !== undefined;

/** Inputs as the network sees them, from inputs as the data has them. */
export function encodeNumbers(encoding: Encoding, x: NDArray, who: string): NDArray {
  const scaling = scalingOf(encoding);
  if (!scaling || scaling.offset.length !== x.shape[1])
    fail("shape", {
      who,
      expected: `the ${featureNames(encoding).length} inputs that the network was trained on`,
      got: `${x.shape[1]}`,
    });
  const unscaled = scaling.offset.every((v) => v === 0) && scaling.scale.every((v) => v === 1);
  return unscaled ? x : applyScaling(scaling, x);
}

/** Inputs as the data has them, from inputs as the network sees them. */
export const decodeNumbers = (encoding: Encoding, x: NDArray): NDArray =>
  undoScaling(scalingOf(encoding)!, x);

/** The examples of a table as the network sees them. */
export function encodeTable(
  encoding: Encoding,
  table: Table,
  unseen: "refuse" | "zeros" = "refuse",
): Examples {
  const y = encodeTargets(encoding, table);
  if (!y)
    return fail("data", {
      who: table.name,
      expected: `the target ${targetNames(encoding).join(", ")}, to judge by`,
      got: "columns without it",
    });
  return { x: encodeInputs(encoding, table, { unseen }), y };
}

/** The examples of a data set as the network sees them. */
export function encodeDataset(
  encoding: Encoding,
  { x, y }: Examples,
  { name }: Pick<Dataset, "name">,
): Examples {
  const scaling = targetScaling(encoding);
  return { x: encodeNumbers(encoding, x, name), y: scaling ? applyScaling(scaling, y) : y };
}

/** How the targets of a regression are scaled; undefined where they are as the data has them. */
export function targetScaling({ target }: Pick<Encoding, "target">): Scaling | undefined {
  if (target.task !== "regression") return undefined;
  const { columns } = target;
  if (columns.every(({ offset, scale }) => offset === 0 && scale === 1)) return undefined;
  return { offset: columns.map(({ offset }) => offset), scale: columns.map(({ scale }) => scale) };
}

/** The encoding of a run or a file; one that only passes numbers through where that says nothing of it. */
export function encodingOf({ encoding, features, targets, task, classes }: Named): Encoding {
  if (encoding) return encoding;
  const plain = (name: string) => ({ name, offset: 0, scale: 1 });
  return {
    version: 1,
    columns: [...features, ...targets],
    inputs: features.map((name) => ({ ...plain(name), type: "number", fill: 0 })),
    target:
      task === "regression"
        ? { task, columns: targets.map(plain) }
        : { task, name: targets[0]!, classes: classes ?? [] },
  };
}
