import type { Verification, VerifyOptions } from "./verify/verification.ts";

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
  const { verify } = await import("./verify/verify.ts");
  return verify(path, options);
}
