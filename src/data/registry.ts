import { fail } from "../base/error.ts";
import { suggest } from "../base/nearest.ts";
import { blobs } from "./blobs.ts";
import { checkerboard } from "./checkerboard.ts";
import { circles } from "./circles.ts";
import type { Dataset } from "./dataset.ts";
import type { FileDataset } from "./fileDataset.ts";
import { gaussianQuantiles } from "./gaussianQuantiles.ts";
import type { Generator } from "./generator.ts";
import { linearRegression } from "./linearRegression.ts";
import { fashionMnist, mnist } from "./mnist.ts";
import { moons } from "./moons.ts";
import { planar } from "./planar.ts";
import { sineRegression } from "./sineRegression.ts";
import { spirals } from "./spirals.ts";
import { xor } from "./xor.ts";

/** A data set that can be asked for by name: drawn by a function, or made from files. */
export type DatasetEntry = Generator | FileDataset;

/**
 * Every data set by name, in the order of the lists that people see.
 *
 * @example
 * [...datasets.keys()].slice(0, 3); // ["planar", "xor", "moons"]
 * datasets.get("moons").about; // "two interleaved half circles (scikit-learn's make_moons)"
 */
export const datasets: ReadonlyMap<string, DatasetEntry> = new Map(
  [
    planar,
    xor,
    moons,
    circles,
    blobs,
    gaussianQuantiles,
    spirals,
    checkerboard,
    linearRegression,
    sineRegression,
    mnist,
    fashionMnist,
  ].map((entry) => [entry.name, entry]),
);

/** Whether the data set is made from files, which have to be found or fetched first. */
export const needsFiles = (entry: DatasetEntry): entry is FileDataset => "files" in entry;

const plain = (name: string) => name.toLowerCase().replaceAll(/[-_\s]/g, "");

/**
 * The data set of that name, or undefined. Case, hyphens and underscores do not matter: `fashion-mnist` is
 * `fashionMnist`.
 */
export const lookUpDataset = (name: string): DatasetEntry | undefined =>
  [...datasets.values()].find((entry) => plain(entry.name) === plain(name));

/**
 * The data set of that name, as {@link lookUpDataset}.
 *
 * @throws ChainruleError `usage` for an unknown name, with the nearest known one
 */
export function findDataset(name: string): DatasetEntry {
  return (
    lookUpDataset(name) ??
    fail("usage", {
      who: "dataset",
      expected: "the name of a data set",
      got: `"${name}"`,
      fix: suggest(name, [...datasets.keys()]),
    })
  );
}

/**
 * Makes a data set by name.
 *
 * @param options numbers, or numbers as text, by option name; the others stay at their defaults
 * @throws ChainruleError `usage` for an unknown name or option, a value out of range, or a data set that needs files
 *
 * @example
 * makeDataset("moons", { samples: 100, noise: "0.2" }).x.shape; // [100, 2]
 */
export function makeDataset(name: string, options: Readonly<Record<string, unknown>> = {}): Dataset {
  const entry = findDataset(name);
  if (needsFiles(entry))
    fail("usage", {
      who: `dataset "${entry.name}"`,
      expected: "the bytes of its files",
      got: "only its name",
      fix: `Hand its four files to ${entry.name}.fromFiles, or load it with chainrule/node.`,
    });
  return entry(options as Readonly<Record<string, number>>);
}
