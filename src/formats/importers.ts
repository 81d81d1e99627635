import type { Layer } from "../nn/layers/layer.ts";
import type { Imported } from "./imported.ts";
import type { Look } from "./look.ts";

/** What is said of a file besides its bytes. */
export interface ImportOptions {
  /** The layers, for a file that holds weights alone. */
  readonly layers?: readonly Layer[];
  /** Whether each W of an npz is units x inputs, where its shapes do not tell. */
  readonly columns?: boolean;
}

/** A file format of trained networks, to be read. */
export interface Importer {
  readonly name: string;
  /** What wrote such files, in a few words. */
  readonly about: string;
  /** What its files end in, with the dot. */
  readonly endings: readonly string[];
  /** Whether it may hold weights alone, so that layers can be said. */
  readonly takesLayers: boolean;
  /** Whether a file is of this format, by its contents. */
  recognizes(look: Look): boolean;
  read(bytes: Uint8Array, options: ImportOptions, who: string): Promise<Imported>;
}

/**
 * The table of formats that a trained network can be read from: one entry for each. Its reader is loaded when it is
 * called.
 *
 * @example
 * Object.values(importers).every(({ endings }) => endings.length > 0); // true
 */
export const importers: Readonly<Record<string, Importer>> = {
  safetensors: {
    name: "safetensors",
    about: "Chainrule's own model files, weights of PyTorch and Keras, or arrays W1, b1, ... of NumPy",
    endings: [".safetensors"],
    takesLayers: true,
    recognizes: ({ kind }) => kind === "safetensors",
    read: async (bytes, options, who) =>
      (await import("./stateDict/weightsFile.ts")).readWeightsFile(bytes, options, who),
  },
  npz: {
    name: "npz",
    about: "Chainrule's own, an MLP of scikit-learn, or arrays W1, b1, ... of NumPy",
    endings: [".npz"],
    takesLayers: true,
    recognizes: ({ names }) => names.length > 0 && names.every((name) => name.endsWith(".npy")),
    read: async (bytes, options, who) => (await import("./npz/read.ts")).readModelNpz(bytes, options, who),
  },
  onnx: {
    name: "onnx",
    about: "ONNX graphs of layers in sequence, whoever wrote them",
    endings: [".onnx"],
    takesLayers: false,
    recognizes: ({ kind }) => kind === "onnx",
    read: async (bytes, _, who) => (await import("./onnx/readOnnx.ts")).readOnnx(bytes, who),
  },
  keras: {
    name: "keras",
    about: "models of Keras 3, .keras",
    endings: [".keras"],
    takesLayers: false,
    recognizes: ({ names }) => names.includes("model.weights.h5"),
    read: async (bytes, _, who) => (await import("./keras/read.ts")).readKeras(bytes, who),
  },
  pytorch: {
    name: "pytorch",
    about: "state dicts of torch.save, .pt and .pth",
    endings: [".pt", ".pth"],
    takesLayers: true,
    // Before 1.6 PyTorch wrote bare pickles: its reader says what to do with them.
    recognizes: ({ kind, names }) => kind === "pickle" || names.some((name) => /(^|\/)data\.pkl$/.test(name)),
    read: async (bytes, { layers }, who) =>
      (await import("./pytorch/read.ts")).readPytorch(bytes, layers ? { layers } : {}, who),
  },
};
