import type { Model } from "../../train/model.ts";
import type { About } from "../imported.ts";
import type { ProgramConfig } from "../program/config.ts";

export interface EjectOptions {
  /** What inputs and outputs are called. */
  readonly about?: About;
  /** What the files are called, without their endings. Default `model`. */
  readonly name?: string;
  /** How the network was trained, for a program that trains it again. */
  readonly training?: ProgramConfig;
}

/** A way to write a trained network as a program that needs nothing of Chainrule. */
export interface Ejector {
  /** As it is named on the command line: `javascript`. */
  readonly name: string;
  /** What it writes, in a few words. */
  readonly about: string;
  /** Whether it can write a program that trains the network. */
  readonly trains: boolean;
  /** The files by name; the first one is the one that `chainrule verify` takes. */
  write(model: Model, options: EjectOptions): Promise<ReadonlyMap<string, string | Uint8Array>>;
}
