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

/**
 * Runs an exported network on the test vectors that it brings, in every way there is on this machine. **A program
 * is executed**: JavaScript with Node's permissions withheld, C and Python as they are.
 *
 * @throws ChainruleError `file` for a file that cannot be read, `data` for one that holds no network or no test vectors
 *
 * @example
 * const model = mlp(2, dense(1, "sigmoid"));
 * model.setWeights({ W1: [[1], [-1]], b1: [0] });
 * await writeFileAtomic(`${folder}/net.safetensors`, writeModel(model, { proof: await proofOf(model) }));
 * const { holds, checks } = await verifyFile(`${folder}/net.safetensors`);
 * holds; // true
 * checks[0].comparison.error; // 0
 */
export async function verifyFile(path: string, options: VerifyOptions = {}): Promise<Verification> {
  // All readers of formats come with it: whoever only trains is not to wait for them.
  const { verify } = await import("./verifying.ts");
  return verify(path, options);
}
