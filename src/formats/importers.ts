import type { Layer } from "../nn/layers/layer.ts";
import type { Imported } from "./imported.ts";
import type { Look } from "./look.ts";

/** What is said of a file besides its bytes. */
export interface ImportOptions {
  /** The layers, for a file that holds weights alone. */
  readonly layers?: readonly Layer[];
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
    about: "a model file of Chainrule",
    endings: [".safetensors"],
    takesLayers: false,
    recognizes: ({ kind }) => kind === "safetensors",
    read: async (bytes, _, who) => (await import("./model.ts")).readModelFile(bytes, who),
  },
};
