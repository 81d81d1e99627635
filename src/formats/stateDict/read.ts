import { NDArray } from "../../array/ndarray.ts";
import { allocate, type FloatType } from "../../base/dtype.ts";
import { fail } from "../../base/error.ts";
import { formatShape, sameShape } from "../../base/shape.ts";
import type { Layer } from "../../nn/layers/layer.ts";
import { layerKind } from "../../nn/network.ts";
import { sequential } from "../../train/model.ts";
import type { Imported } from "../imported.ts";
import { transposed } from "../transposed.ts";
import { assign } from "./assign.ts";
import { type Dialect, dialectOf, dialects } from "./dialects.ts";
import { type Group, groupsOf } from "./groups.ts";
import { type LayerArray, layerArrays } from "./layerArrays.ts";
import { needLayers } from "./needLayers.ts";
import { notesOf } from "./notes.ts";

export interface StateDictOptions {
  /** The layers with their activations, which weights alone do not tell. */
  readonly layers?: readonly Layer[];
  /** Whose names and orientation the arrays have; found out by the names where it is left out. */
  readonly dialect?: Dialect;
}

/**
 * The network whose weights another program keeps by name. PyTorch: `0.weight` (units, inputs) and `0.bias` of a
 * Linear, with `running_mean` and `running_var` of a BatchNorm1d, or a LayerNorm, whatever stands before the last dot
 * (`fc1`, `module.net.0`). Keras: `dense/kernel` (inputs, units), `dense/bias`, `gamma`, `beta`, `moving_mean`,
 * `moving_variance`, or their numbers (`layers/dense/vars/0`). The layers of each kind follow one another as in the map.
 *
 * @param options `layers`: what follows what, with activations. A dense layer without a bias in the file has none.
 * @param who the file's name, for messages
 * @throws ChainruleError `usage` without layers (it suggests them); `data` for arrays of other layers, or other shapes
 *
 * @example
 * const tensors = new Map([["fc.weight", asArray([[1, 2]])], ["fc.bias", asArray([3])]]);
 * const { model } = readStateDict(tensors, { layers: parseLayers("1") });
 * model.weights.W1.tolist(); // [[1], [2]]
 */
export function readStateDict(
  tensors: ReadonlyMap<string, NDArray>,
  { layers, dialect = dialectOf([...tensors.keys()]) }: StateDictOptions = {},
  who = "readStateDict",
): Imported {
  const groups = groupsOf(tensors, dialect, who);
  if (groups.length === 0)
    fail("data", { who, expected: "weights by name, as fc1.weight", got: "none of a layer" });
  if (!layers) return needLayers(groups, who);
  const assigned = assign(layers, groups, who);
  // A bias is no matter of taste here: the file has it or not.
  const fitted = assigned.map(({ layer, group }) =>
    group?.kind === "dense" && !group.arrays.has("b") ? { ...layer, bias: false } : layer,
  );
  const first = assigned.find(({ group }) => group)!.group!;
  const model = sequential(first.inputs, fitted);
  const arrays = groups.flatMap((group) => [...group.arrays.values()].map(({ array }) => array));
  const dtype: FloatType = arrays.some((array) => array.dtype === "float64") ? "float64" : "float32";
  const weights = layerArrays(model.network).flatMap(({ layer, arrays: wanted }, i) => {
    const { group } = assigned[i]!;
    const place = `layer ${i + 1}, ${layerKind(layer).text(layer)}`;
    if (group?.arrays.has("b") && layer.bias === false) refuseBias(group, place, who);
    return wanted.map((one) => [one.name, arrayFor(one, group!, { dialect, place, who })] as const);
  });
  model.setWeights(Object.fromEntries(weights), dtype);
  return { model, notes: notesOf(model.network, assigned, dialect) };
}

interface Place {
  readonly dialect: Dialect;
  readonly place: string;
  readonly who: string;
}

function arrayFor(
  { symbol, shape }: LayerArray,
  { arrays, path }: Group,
  { dialect, place, who }: Place,
): NDArray {
  const found = arrays.get(symbol);
  if (!found) return standing(symbol, shape, `${who}, layer "${path}"`);
  const { array, name } = found;
  const isTurned = symbol === "W" && dialects[dialect].turned;
  const wanted = isTurned ? shape.toReversed() : shape;
  if (!sameShape(array.shape, wanted))
    return fail("data", {
      who: `${who}, tensor ${JSON.stringify(name)}`,
      expected: `shape ${formatShape(wanted)} for ${place}`,
      got: formatShape(array.shape),
    });
  return isTurned ? transposed(array) : array;
}

/** A normalization that was made without a factor or a shift has the factor 1 and the shift 0. */
function standing(symbol: string, shape: readonly number[], who: string): NDArray {
  const value = { gamma: 1, beta: 0 }[symbol];
  if (value === undefined)
    return fail("data", { who, expected: `a ${symbol} of shape ${formatShape(shape)}`, got: "none" });
  return new NDArray(allocate("float32", shape[0]!).fill(value), shape, "float32");
}

const refuseBias = (group: Group, place: string, who: string): never =>
  fail("data", {
    who: `${who}, tensor ${JSON.stringify(group.arrays.get("b")!.name)}`,
    expected: `no bias for ${place}, which is without`,
    got: "one",
    fix: "Leave out what takes the bias from the layers.",
  });
