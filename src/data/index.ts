export type { TableParts } from "./arrays.ts";
export { tableFromArray, tableFromArrays } from "./arrays.ts";
export { blobs } from "./blobs.ts";
export { checkerboard } from "./checkerboard.ts";
export { circles } from "./circles.ts";
export type { CsvOptions } from "./csv.ts";
export { readCsv } from "./csv.ts";
export type { Dataset, Examples, Task } from "./dataset.ts";
export type { Decoded } from "./decode.ts";
export { classOf, decode } from "./decode.ts";
export type { EncodeOptions } from "./encode.ts";
export { encodeInputs, encodeTargets } from "./encode.ts";
export type {
  CategoryInput,
  ClassTarget,
  Encoding,
  InputEncoding,
  NumberInput,
  NumberTarget,
  TargetEncoding,
} from "./encoding.ts";
export { featureNames, parseEncoding, targetNames } from "./encoding.ts";
export type { FileDataset, PublishedFile } from "./fileDataset.ts";
export type { EncodingOptions } from "./fitEncoding.ts";
export { fitEncoding } from "./fitEncoding.ts";
export { gaussianQuantiles } from "./gaussianQuantiles.ts";
export { gunzip } from "./gunzip.ts";
export { readIdx } from "./idx.ts";
export type { JsonOptions } from "./json.ts";
export { readJson } from "./json.ts";
export { oneHot } from "./labels.ts";
export { linearRegression } from "./linearRegression.ts";
export type { KnownColumns } from "./matchColumns.ts";
export { fashionMnist, mnist, mnistFromFiles } from "./mnist.ts";
export { moons } from "./moons.ts";
export { planar } from "./planar.ts";
export type { Prepared, PrepareOptions } from "./prepare.ts";
export { prepareDataset, prepareTable } from "./prepare.ts";
export { readTable } from "./readTable.ts";
export type { DatasetEntry } from "./registry.ts";
export { datasets, makeDataset } from "./registry.ts";
export type { Scaling, ScalingKind } from "./scaling.ts";
export { applyScaling, minMax, standardize, undoScaling } from "./scaling.ts";
export { sineRegression } from "./sineRegression.ts";
export { spirals } from "./spirals.ts";
export type { SplitOptions, SplitRows } from "./split.ts";
export { split, splitRows } from "./split.ts";
export type { CategoryColumn, Column, NumberColumn, Table } from "./table.ts";
export { dropIncomplete, selectRows } from "./table.ts";
export { datasetToCsv, writeCsv } from "./writeCsv.ts";
export { xor } from "./xor.ts";
