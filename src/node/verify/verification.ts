import type { About } from "../../formats/imported.ts";
import type { Proof } from "../../formats/proof/proof.ts";
import type { Model } from "../../train/model.ts";
import type { Check } from "./check.ts";

/** How a file is verified. */
export interface VerifyOptions {
  /** The network that the file must compute, for a file without test vectors. */
  readonly against?: Model;
  /** How columns become the inputs of that network, for a file that takes columns. Default what the file says. */
  readonly about?: About;
  /** Seconds until a program is killed. Default 30. */
  readonly timeLimit?: number;
  readonly signal?: AbortSignal;
}

/** What came of verifying a file. */
export interface Verification {
  readonly file: string;
  readonly proof: Proof;
  readonly checks: readonly Check[];
  /** Whether all that ran came within the tolerance, and anything ran. */
  readonly holds: boolean;
}
