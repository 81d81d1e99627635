import type { NDArray } from "../../array/ndarray.ts";
import { fail } from "../../base/error.ts";
import { listed } from "../../base/listed.ts";
import type { Layer } from "../../nn/layers/layer.ts";
import { formatLayers } from "../../nn/parseLayers.ts";
import { sequential } from "../../train/model.ts";
import type { Imported } from "../imported.ts";
import { layerArrays } from "../stateDict/layerArrays.ts";
import { needLayers } from "../stateDict/needLayers.ts";
import { transposed } from "../transposed.ts";
import type { NpzArchive } from "./archive.ts";
import { isColumns } from "./convention.ts";

/** Arrays by name, of whatever file. */
export type NamedArrays = Pick<NpzArchive, "who" | "names" | "place" | "numbers" | "shaped">;

/** The name of a matrix of weights, as lessons and Chainrule have it. */
export const isLearnerName = (name: string): boolean => /^W_?\d{1,4}$/i.test(name);

/** One dense layer of a file: the names of its W and b, and what lies there. */
interface DensePair {
  readonly w: { readonly name: string; readonly array: NDArray };
  readonly b?: { readonly name: string; readonly array: NDArray };
}

/**
 * The network in a file of arrays that a learner named as lessons do: W1, b1, W2, b2, ...; arrays of a normalization
 * as Chainrule names them.
 */
export function readLearner(
  archive: NamedArrays,
  layers: readonly Layer[] | undefined,
  columns: boolean | undefined,
): Imported {
  const { who } = archive;
  const pairs = pairsOf(archive);
  const dense = layers?.filter(({ type }) => type === "dense");
  if (dense && dense.length !== pairs.length)
    fail("data", {
      who,
      expected: `a W for each of the ${dense.length} dense layers of ${formatLayers(layers!)}`,
      got: pairs.length === 0 ? `none among ${listed(archive.names)}` : listed(pairs.map(({ w }) => w.name)),
    });
  const shapes = pairs.map(({ w, b }, i) => ({
    w: w.name,
    shape: w.array.shape,
    ...(b && { b: { name: b.name, shape: b.array.shape } }),
    ...(dense && { units: dense[i]!.units as number }),
  }));
  const turned = isColumns(shapes, columns, who);
  const inputsFirst = pairs.map(({ w, b }) => ({ w: turned ? transposed(w.array) : w.array, b: b?.array }));
  if (!layers)
    return needLayers(
      inputsFirst.map(({ w }) => ({ kind: "dense", units: w.shape[1]! })),
      who,
    );
  return assemble(archive, { layers, pairs, inputsFirst, turned });
}

interface Found {
  readonly layers: readonly Layer[];
  readonly pairs: readonly DensePair[];
  readonly inputsFirst: readonly { readonly w: NDArray; readonly b: NDArray | undefined }[];
  readonly turned: boolean;
}

function assemble(archive: NamedArrays, { layers, pairs, inputsFirst, turned }: Found): Imported {
  let number = 0;
  const fitted = layers.map((layer) =>
    layer.type === "dense" ? { ...layer, bias: inputsFirst[number++]!.b !== undefined } : layer,
  );
  const model = sequential(inputsFirst[0]!.w.shape[0]!, fitted);
  let used = 0;
  const arrays = layerArrays(model.network).flatMap(({ layer, arrays }) => {
    const own = layer.type === "dense" ? inputsFirst[used++] : undefined;
    return arrays.map(({ symbol, name, shape }): [string, NDArray] => {
      if (!own) return [name, archive.shaped(name, shape)];
      return [name, symbol === "W" ? own.w : own.b!.reshape(...shape)];
    });
  });
  const isWide = arrays.some(([, { dtype }]) => dtype === "float64");
  model.setWeights(Object.fromEntries(arrays), isWide ? "float64" : "float32");
  const taken = new Set([
    ...arrays.map(([name]) => name),
    ...pairs.flatMap(({ w, b }) => [w.name, ...(b ? [b.name] : [])]),
  ]);
  const others = archive.names.filter((name) => !taken.has(name));
  const dense = layers.filter(({ type }) => type === "dense");
  const bare = pairs.flatMap(({ w, b }, i) => (dense[i]!.bias === true && !b ? [w.name] : []));
  return {
    model,
    notes: [
      ...(turned ? [turnedNote(pairs)] : []),
      ...(bare.length > 0 ? [`Without a bias, as in the file: ${listed(bare)}.`] : []),
      ...(others.length > 0 ? [`Left out, since it is no weight: ${listed(others)}.`] : []),
    ],
  };
}

const turnedNote = (pairs: readonly DensePair[]): string =>
  `Turned, since they lay as units x inputs (examples in columns): ${listed(pairs.map(({ w }) => w.name))}.`;

/** W and b of each number, in the order of the numbers. */
function pairsOf(archive: NamedArrays): DensePair[] {
  const named = (letter: string) =>
    new Map(
      archive.names.flatMap((name) => {
        const number = new RegExp(`^${letter}_?(\\d{1,4})$`, "i").exec(name)?.[1];
        return number === undefined ? [] : [[Number(number), name] as const];
      }),
    );
  const biases = named("b");
  return [...named("W")]
    .sort(([a], [b]) => a - b)
    .map(([number, name]) => {
      const b = biases.get(number);
      return { w: matrix(archive, name), ...(b !== undefined && { b: vector(archive, b) }) };
    });
}

function matrix(archive: NamedArrays, name: string) {
  const array = archive.numbers(name);
  if (array.ndim !== 2) return refuseAxes(archive.place(name), "a matrix", array);
  return { name, array };
}

/** A bias, which may lie as a row or as a column. */
function vector(archive: NamedArrays, name: string) {
  const array = archive.numbers(name);
  if (array.shape.filter((size) => size !== 1).length > 1)
    return refuseAxes(archive.place(name), "one number for each unit", array);
  return { name, array };
}

const refuseAxes = (who: string, expected: string, { shape }: NDArray): never =>
  fail("data", { who, expected, got: `shape (${shape.join(", ")})` });
