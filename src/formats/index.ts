export { checkpointBytes, checkpointFrom } from "./checkpoint.ts";
export { readConfigFile, writeConfigFile } from "./configFile.ts";
export { readModel, writeModel } from "./model.ts";
export type { ProgramConfig } from "./program/config.ts";
export { type NumpyTrainingOptions, numpyTraining } from "./program/numpy/training.ts";
export { typescriptProgram } from "./program/typescript.ts";
export type { ConfigFile, RunData, RunFile, RunResult, RunSettings, RunSource } from "./runFile.ts";
export { readRunFile, writeRunFile } from "./runFile.ts";
export {
  type RunContents,
  runFiles,
  runFolder,
  runFolderZip,
  type StoredRun,
  storedRun,
} from "./runFolder.ts";
export type { Safetensors } from "./safetensors.ts";
export { readSafetensors, writeSafetensors } from "./safetensors.ts";
