/** The part of Chainrule that needs Node: files, folders of runs, pictures as PNG, data sets that are fetched. */
export { readCheckpoint, writeCheckpoint } from "./node/checkpointFile.ts";
export { type LoadOptions, loadDataset } from "./node/datasets.ts";
export type { DownloadOptions, DownloadProgress } from "./node/download.ts";
export { writeFileAtomic } from "./node/files.ts";
export { mapNpy } from "./node/mapNpy.ts";
export { native } from "./node/native/native.ts";
export { tiered } from "./node/native/tiered.ts";
export { type PngOptions, svgToPng } from "./node/png.ts";
export { readFile, readTableFile } from "./node/readFile.ts";
export {
  openRunFolder,
  type RunContents,
  type RunFolder,
  readRun,
  type StoredRun,
} from "./node/runFolder.ts";
export type { Check } from "./node/verify/check.ts";
export type { Verification, VerifyOptions } from "./node/verify/verification.ts";
export { verifyFile } from "./node/verifyFile.ts";
