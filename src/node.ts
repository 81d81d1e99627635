/** The part of Chainrule that needs Node: files, folders of runs, pictures as PNG, data sets that are fetched. */
export { main } from "./cli/main.ts";
export { readCheckpoint, writeCheckpoint } from "./node/checkpointFile.ts";
export { loadDataset } from "./node/datasets.ts";
export { writeFileAtomic } from "./node/files.ts";
export { svgToPng } from "./node/png.ts";
export { readFile, readTableFile } from "./node/readFile.ts";
