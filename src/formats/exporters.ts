import type { Model } from "../train/model.ts";
import type { About } from "./imported.ts";

/** What may be said of an export besides its format. */
export interface ExportOptions {
  /** What inputs and outputs are called, and how columns become inputs. */
  readonly about?: About;
  /** Ends the network before its last softmax or sigmoid. */
  readonly logits?: boolean;
  /** Takes the columns of the data, and encodes them inside the file. */
  readonly columns?: boolean;
}

/** A file format of trained networks, to be written. */
export interface Exporter {
  /** As it is named on the command line: `onnx`. */
  readonly name: string;
  /** What its files end in, with the dot. */
  readonly ending: string;
  /** Who reads it, in a few words. */
  readonly about: string;
  /** The options it heeds, besides `about`. */
  readonly heeds: readonly ("logits" | "columns")[];
  /** The file, with test vectors in it. */
  write(model: Model, options: ExportOptions): Promise<Uint8Array>;
}

const aboutOf = ({ about }: ExportOptions) => (about ? { about } : {});

/**
 * The table of formats a trained network can be written in: one entry for each. Its writer is loaded when it is called.
 *
 * @example
 * Object.values(exporters).every(({ ending }) => ending.startsWith(".")); // true
 */
export const exporters: Readonly<Record<string, Exporter>> = {
  safetensors: {
    name: "safetensors",
    ending: ".safetensors",
    about: "weights by name, with the layers beside them: for Chainrule and whatever reads safetensors",
    heeds: [],
    async write(model, options) {
      const { writeModel } = await import("./model.ts");
      const { proofOf } = await import("./proof/proof.ts");
      return writeModel(model, { ...aboutOf(options), proof: await proofOf(model) });
    },
  },
  onnx: {
    name: "onnx",
    ending: ".onnx",
    about: "a graph of the network and its scaling, for onnxruntime and others",
    heeds: ["logits", "columns"],
    write: async (model, options) =>
      (await import("./onnx/writeOnnx.ts")).writeOnnx(model, {
        ...aboutOf(options),
        output: options.logits ? "logits" : "probabilities",
        inputs: options.columns ? "columns" : "numbers",
      }),
  },
  npz: {
    name: "npz",
    ending: ".npz",
    about: "weights by name, for np.load",
    heeds: [],
    write: async (model, options) => (await import("./npz/write.ts")).writeModelNpz(model, aboutOf(options)),
  },
  keras: {
    name: "keras",
    ending: ".keras",
    about: "a Sequential model, for keras.saving.load_model of Keras 3",
    heeds: [],
    write: async (model, options) => (await import("./keras/write.ts")).writeKeras(model, aboutOf(options)),
  },
  pytorch: {
    name: "pytorch",
    ending: ".pytorch.safetensors",
    about: "the state dict of an nn.Sequential, for safetensors.torch.load_file",
    heeds: [],
    write: async (model, options) =>
      (await import("./stateDict/write.ts")).writeStateDict(model, {
        dialect: "pytorch",
        ...aboutOf(options),
      }),
  },
};
