/**
 * Networks to and from other programs: their file formats, programs without dependencies, and the test vectors that
 * prove each export. Like the main entry it holds no Node module.
 */
export { ejectC } from "./formats/eject/c/c.ts";
export type { EjectOptions, Ejector } from "./formats/eject/ejector.ts";
export { ejectors } from "./formats/eject/index.ts";
export { ejectJavaScript, ejectTypeScript } from "./formats/eject/javascript/javascript.ts";
export { ejectJax } from "./formats/eject/jax/jax.ts";
export { ejectNumpy } from "./formats/eject/numpy/numpy.ts";
export { ejectPytorch } from "./formats/eject/pytorch/pytorch.ts";
export { ejectWasm } from "./formats/eject/wasm/wasm.ts";
export { type Exporter, type ExportOptions, exporters } from "./formats/exporters.ts";
export type { About, Imported } from "./formats/imported.ts";
export { type Importer, type ImportOptions, importers } from "./formats/importers.ts";
export { readKeras } from "./formats/keras/read.ts";
export { writeKeras } from "./formats/keras/write.ts";
export type { Look as FileLook } from "./formats/look.ts";
export { type ModelFileOptions, readModelFile } from "./formats/model.ts";
export { type ModelNpzOptions, readModelNpz } from "./formats/npz/read.ts";
export { writeModelNpz } from "./formats/npz/write.ts";
export { readOnnx } from "./formats/onnx/readOnnx.ts";
export type { Inputs as OnnxInputs } from "./formats/onnx/write/network.ts";
export { type OnnxOptions, writeOnnx } from "./formats/onnx/writeOnnx.ts";
export { type Comparison, compareWithProof } from "./formats/proof/compare.ts";
export { type Proof, proofOf } from "./formats/proof/proof.ts";
export { findProof, writeProof } from "./formats/proof/text.ts";
export { readPytorch } from "./formats/pytorch/read.ts";
export { readNetwork } from "./formats/readNetwork.ts";
export type { Dialect } from "./formats/stateDict/dialects.ts";
export { readStateDict, type StateDictOptions } from "./formats/stateDict/read.ts";
export type { WeightsFileOptions } from "./formats/stateDict/weightsFile.ts";
export { readWeightsFile } from "./formats/stateDict/weightsFile.ts";
export { writeStateDict } from "./formats/stateDict/write.ts";
