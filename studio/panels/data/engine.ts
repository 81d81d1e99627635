import { NDArray } from "../../../src/array/ndarray.ts";
import { mathml } from "../../../src/explain/document/mathml.ts";
import { isFiled, keepFiled } from "../../engine/files.ts";
import type { Stage } from "../../engine/stage.ts";
import { type FileSource, readSource, usualSource, writeSource } from "../../state/fileSource.ts";
import { keepFile, tableOf } from "./file/keep.ts";
import { fileMaterial } from "./file/material.ts";
import { type Preview, previewOf } from "./file/preview.ts";
import { type Drawn, drawn, type GalleryEntry, galleryEntries } from "./gallery/list.ts";
import { type InputView, inputViews } from "./inputs.ts";
import { type NamedBytes, pictureMaterial } from "./pictures/files.ts";
import { type Confusion, confusionNow, firstWeights, outputsFor, picturesOf } from "./pictures/judge.ts";

/** A data set of pictures that was taken in. */
export interface TakenPictures {
  readonly name: string;
  readonly examples: number;
  /** Pictures to judge by. */
  readonly fresh: number;
}

/** The data sets that are drawn, each with a small picture. */
export const gallery = (_stage: Stage): GalleryEntry[] => galleryEntries();

/**
 * What a drawn data set asks of the network.
 *
 * @throws ChainruleError `usage` for an unknown option or a value out of range
 */
export const facts = (_stage: Stage, data: string, options: Readonly<Record<string, number>>): Drawn =>
  drawn(data, options);

/**
 * Takes a file in, and says how it would be used.
 *
 * @throws ChainruleError `data` for a file that is no table
 */
export async function take(_stage: Stage, name: string, bytes: Uint8Array): Promise<Preview> {
  const source = usualSource(name, await keepFile(name, bytes));
  return previewOf(await tableOf(source), source);
}

/**
 * How a file that was taken in would be used with these choices.
 *
 * @throws ChainruleError `file` where it was not, `data` where a type that was chosen does not fit
 */
export const preview = async (_stage: Stage, source: FileSource): Promise<Preview> =>
  previewOf(await tableOf(source), source);

/**
 * Makes the data of a run from a file that was taken in; returns what a link says of it.
 *
 * @throws ChainruleError as the preparation of a table does
 */
export async function prepare(_stage: Stage, source: FileSource): Promise<string> {
  const key = writeSource(source);
  keepFiled(key, fileMaterial(await tableOf(source), source).material);
  return key;
}

/** Whether the data of a link is there, and which file it comes from. */
export const wanted = (
  _stage: Stage,
  source: string,
): { readonly there: boolean; readonly file?: FileSource } => {
  const file = readSource(source);
  return { there: isFiled(source), ...(file && { file }) };
};

/** The formulas of the scalings, as MathML. */
export const formulas = (_stage: Stage) => ({
  standardize: mathml("x' = \\frac{x - \\mu}{\\sigma}"),
  minMax: mathml("x' = \\frac{x - x_{\\min}}{x_{\\max} - x_{\\min}}"),
});

/** The inputs of the run on the stage: their ranges, and the means that those are held at which are not drawn. */
export const inputs = (stage: Stage): InputView[] => inputViews(stage.session().material);

/**
 * Takes in the files of a data set of pictures, all four or the two to train on; returns its name, by which a run
 * finds it.
 *
 * @throws ChainruleError `file` for one that is missing, `data` for one that is damaged
 */
export async function takePictures(_stage: Stage, files: readonly NamedBytes[]): Promise<TakenPictures> {
  const { name, material } = await pictureMaterial(files);
  keepFiled(name, material);
  return { name, examples: material.training.x.shape[0]!, fresh: material.fresh?.x.shape[0] ?? 0 };
}

/** What the network makes of a drawn picture: an output for each class. */
export const judgeDrawing = (stage: Stage, pixels: Float32Array): Float32Array =>
  Float32Array.from(outputsFor(stage.session(), new NDArray(pixels, [1, pixels.length], "float32")).data);

/** How often each class of the test part is taken for each, now. */
export const confusion = (stage: Stage): Confusion => confusionNow(stage.session());

/** Up to so many pictures of one class that were taken for another, one after the other. */
export const cell = (stage: Stage, actual: number, predicted: number, count: number): Float32Array =>
  picturesOf(stage.session(), actual, predicted, count);

/** The weights into the first units, unit by unit. */
export const tiles = (stage: Stage, count: number): Float32Array => firstWeights(stage.session(), count);
