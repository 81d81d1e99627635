import type { NDArray } from "../../array/ndarray.ts";
import { fits } from "./arrange.ts";
import type { Entries, Entry } from "./case.ts";
import type { Picture } from "./picture.ts";

/** So many examples of so many features. */
export interface Size {
  readonly examples: number;
  readonly features: number;
}

/** The sizes that X can have, or else W1 and the other arrays: whichever way they lie. */
export function possibleSizes(entries: Entries): Size[] {
  const x = entries.get("X")?.array;
  if (x) {
    const [a = 1, b = 1] = x.shape;
    const pairs =
      x.shape.length < 2 ? [[1, a] as const, [a, 1] as const] : [[a, b] as const, [b, a] as const];
    const sizes = distinct(pairs.map(([examples, features]) => ({ examples, features })));
    const first = entries.get("W1")?.array.shape;
    const fitting = sizes.filter(({ features }) => first?.length !== 2 || first.includes(features));
    return fitting.length > 0 ? fitting : sizes;
  }
  const dims = (names: readonly string[]) => {
    const found = names.flatMap((name) => entries.get(name)?.array.shape ?? []);
    return [...new Set(found.length > 0 ? found : [1])];
  };
  const first = ["W1", "dW1", "W1_new", "W1_change"].filter((name) => entries.has(name));
  const others = [...entries.keys()].filter((name) => /^(Y|d?[ZA]\d+)$/.test(name));
  const vectors = others.some((name) => entries.get(name)!.array.shape.length < 2);
  const counts = [...new Set([...dims(others), ...(vectors ? [1] : [])])];
  return distinct(counts.flatMap((examples) => dims(first).map((features) => ({ examples, features }))));
}

const distinct = (sizes: readonly Size[]): Size[] =>
  sizes.filter(
    (one, i) =>
      sizes.findIndex((other) => other.examples === one.examples && other.features === one.features) === i,
  );

/** The arrays that cannot be what their names say, in a network of this size. */
export const misfits = (picture: Picture, entries: Entries): Entry[] =>
  [...entries].flatMap(([name, entry]) => {
    const quantity = picture.quantities.get(name)!;
    const isLabels = name === "Y" && labelsIn(entry.array, picture) !== undefined;
    return isLabels || fits(entry.array, quantity.shape).length > 0 ? [] : [entry];
  });

/** Targets that are class numbers: a list where the network has an output for each class. */
export function labelsIn({ data, shape }: NDArray, { examples, output }: Picture): Float64Array | undefined {
  const classes = output.shape[1]!;
  if (classes < 2 || data.length !== examples || shape.filter((d) => d > 1).length > 1) return undefined;
  return data.every((c) => Number.isInteger(c) && c >= 0 && c < classes)
    ? Float64Array.from(data)
    : undefined;
}

/** A bias with a value for every example of the batch. */
export const isPerExample = ({ shape: own }: NDArray, shape: readonly number[], examples: number): boolean =>
  shape.length === 1 &&
  own.length === 2 &&
  ((own[0] === shape[0] && own[1] === examples) || (own[1] === shape[0] && own[0] === examples));
