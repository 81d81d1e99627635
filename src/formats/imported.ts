import type { Model } from "../train/model.ts";
import type { Proof } from "./proof/proof.ts";
import type { RunData } from "./runFile.ts";

/** What a network's inputs and outputs are called, and how columns become inputs, as far as it is known. */
export type About = Partial<Pick<RunData, "task" | "features" | "targets" | "classes" | "encoding">>;

/** A network that came from a file of another program. */
export interface Imported {
  readonly model: Model;
  readonly about?: About;
  /** Where the file takes the columns of `about.encoding`, in place of the network's numbers. */
  readonly inputs?: "columns";
  /** The test vectors that the file brought, where it did. */
  readonly proof?: Proof;
  /** What could not be taken over as it was, a sentence each. */
  readonly notes: readonly string[];
}
