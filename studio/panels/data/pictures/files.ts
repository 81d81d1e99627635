import { fashionMnist, mnist } from "../../../../src/data/mnist.ts";
import { sha256 } from "../../../../src/formats/sha256.ts";
import type { Material } from "../../../engine/parts.ts";

/** A file as it was dropped or fetched. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const [trainImages, trainLabels, testImages, testLabels] = mnist.files.map(({ name }) => name) as [
  string,
  string,
  string,
  string,
];

/** The published name of a file of the family, packed or not: `train-images.idx3-ubyte` is one too. */
export function publishedName(name: string): string | undefined {
  const [, part, what] = /(train|t10k|test).*?(image|label)/i.exec(name) ?? [];
  if (part === undefined) return undefined;
  const isTrain = part.toLowerCase() === "train";
  if (what!.toLowerCase() === "image") return isTrain ? trainImages : testImages;
  return isTrain ? trainLabels : testLabels;
}

/** Pictures and labels of the family: which of its data sets, and the data of a run. */
export interface PictureMaterial {
  readonly name: string;
  readonly material: Material;
}

/**
 * A data set of the family from its four files, or from the two of its training part.
 *
 * @throws ChainruleError `file` or `data` as {@link mnist} does
 */
export async function pictureMaterial(files: readonly NamedBytes[]): Promise<PictureMaterial> {
  const given = new Map(files.map(({ name, bytes }) => [publishedName(name) ?? name, bytes]));
  const entry = (await isFashion(given)) ? fashionMnist : mnist;
  const hasTest = given.has(testImages) || given.has(testLabels);
  const { test, ...training } = await entry.fromFiles(hasTest ? given : withEmptyTest(given));
  return { name: entry.name, material: { training, ...(hasTest && test && { fresh: test }) } };
}

/** The two data sets have files of the same names; the labels as published tell them apart. */
async function isFashion(files: ReadonlyMap<string, Uint8Array>): Promise<boolean> {
  const labels = files.get(trainLabels);
  const published = fashionMnist.files.find(({ name }) => name === trainLabels);
  return labels !== undefined && (await sha256(labels)) === published?.sha256;
}

/** A test part of one blank picture, since the reader asks for one. */
const withEmptyTest = (files: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array> =>
  new Map([
    ...files,
    [testImages, Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28, ...new Uint8Array(784))],
    [testLabels, Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 0)],
  ]);
