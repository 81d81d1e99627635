import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** What the tests use of onnxruntime-node. */
export interface OnnxRuntime {
  readonly Tensor: new (
    type: "float32" | "float64" | "string",
    data: Float32Array | Float64Array | readonly string[],
    dims: readonly number[],
  ) => { readonly data: ArrayLike<number>; readonly dims: readonly number[] };
  readonly InferenceSession: {
    create(
      model: Uint8Array,
      options?: { readonly logSeverityLevel?: 0 | 1 | 2 | 3 | 4 },
    ): Promise<{
      readonly inputNames: readonly string[];
      readonly outputNames: readonly string[];
      run(
        feeds: Readonly<Record<string, unknown>>,
      ): Promise<
        Readonly<Record<string, { readonly data: ArrayLike<number>; readonly dims: readonly number[] }>>
      >;
      release(): Promise<void>;
    }>;
  };
}

/** Folders with a node_modules that may hold onnxruntime-node: an optional peer, of 200 MB. */
const folders = [
  fileURLToPath(new URL("../../", import.meta.url)),
  fileURLToPath(new URL("../../bench/", import.meta.url)),
  // For machines that keep it elsewhere.
  ...(process.env.CHAINRULE_PEERS ? [`${process.env.CHAINRULE_PEERS}/`] : []),
];

/**
 * onnxruntime-node, from the project's node_modules, from those of bench/ (`npm ci --prefix bench`), or from the folder
 * in the environment variable CHAINRULE_PEERS; undefined where none has it.
 */
export function findOnnxRuntime(): OnnxRuntime | undefined {
  for (const folder of folders)
    try {
      return createRequire(`${folder}package.json`)("onnxruntime-node") as OnnxRuntime;
    } catch (error) {
      const { code } = error as { readonly code?: string };
      if (code !== "MODULE_NOT_FOUND") throw error;
    }
  return undefined;
}

/** Why tests that need it are skipped, for their names. */
export const withoutOnnxRuntime = "onnxruntime-node is not installed: npm ci --prefix bench";
