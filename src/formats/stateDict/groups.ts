import type { NDArray } from "../../array/ndarray.ts";
import { fail } from "../../base/error.ts";
import { formatShape } from "../../base/shape.ts";
import { type Dialect, dialects, kindOf, type LayerArrayKind } from "./dialects.ts";

/** An array under its name in the file. */
export interface Tensor {
  readonly name: string;
  readonly array: NDArray;
}

/** The arrays that one layer of another program has, by what they are here. */
export interface Group {
  /** Where it stands: `fc1`, `layers/dense`. */
  readonly path: string;
  readonly kind: LayerArrayKind;
  /** How many numbers come in for an example, and how many go out. */
  readonly inputs: number;
  readonly units: number;
  readonly arrays: ReadonlyMap<string, Tensor>;
}

/**
 * Arrays of a state dict, layer by layer, in the order in which the layers first come.
 *
 * @throws ChainruleError `data` for an array of a layer that is not known
 */
export function groupsOf(tensors: ReadonlyMap<string, NDArray>, dialect: Dialect, who: string): Group[] {
  const { separator } = dialects[dialect];
  const byPath = Map.groupBy(tensors, ([name]) => split(name, separator).path);
  return [...byPath].flatMap(([path, entries]) => {
    const arrays = symbolsOf(entries, dialect, who);
    return arrays.size === 0
      ? []
      : [{ path, kind: kindOf([...arrays.keys()]), ...widths(arrays, dialect), arrays }];
  });
}

function widths(arrays: ReadonlyMap<string, Tensor>, dialect: Dialect) {
  const [first] = arrays.values();
  const shape = (arrays.get("W") ?? first!).array.shape as [number, number?];
  const [inputs, units = inputs] = dialects[dialect].turned ? shape.toReversed() : shape;
  return { inputs: inputs!, units: units! };
}

/** `net.0.weight` is `weight` of the layer `net.0`; a `:0` that TensorFlow adds to names says nothing. */
function split(name: string, separator: string): { readonly path: string; readonly leaf: string } {
  const plain = name.replace(/:\d+$/, "");
  // Keras' numbers stand in a group of their own: layers/dense/vars/0.
  const at = plain.lastIndexOf(plain.includes(separator) ? separator : ".");
  return { path: plain.slice(0, Math.max(at, 0)), leaf: plain.slice(at + 1) };
}

/** What each array of one layer is. A matrix among them makes it a dense one. */
function symbolsOf(
  entries: readonly (readonly [string, NDArray])[],
  dialect: Dialect,
  who: string,
): Map<string, Tensor> {
  const { separator, dense, normalization, numbered, ignored } = dialects[dialect];
  const table = entries.some(([, { ndim }]) => ndim === 2) ? dense : normalization;
  const symbolOf = (leaf: string): string | undefined => {
    if (numbered && /^\d+$/.test(leaf)) return Object.values(table)[Number(leaf)];
    return Object.hasOwn(table, leaf) ? table[leaf] : undefined;
  };
  const arrays = new Map<string, Tensor>();
  for (const [name, array] of entries) {
    const { leaf } = split(name, separator);
    if (ignored.includes(leaf)) continue;
    const symbol = symbolOf(leaf);
    if (symbol === undefined || array.ndim !== (symbol === "W" ? 2 : 1))
      return fail("data", {
        who: `${who}, tensor ${JSON.stringify(name)}`,
        expected: `arrays of ${known[dialect]}`,
        got: `one of shape ${formatShape(array.shape)}${symbol === undefined ? " by another name" : ""}`,
      });
    arrays.set(symbol, { name, array });
  }
  return arrays;
}

const known: Readonly<Record<Dialect, string>> = {
  pytorch: "Linear, BatchNorm1d and LayerNorm (weight, bias, running_mean, running_var)",
  keras:
    "Dense, BatchNormalization and LayerNormalization (kernel, bias, gamma, beta, moving_mean, moving_variance)",
};
