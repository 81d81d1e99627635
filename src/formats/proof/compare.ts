import { fail } from "../../base/error.ts";
import type { Proof } from "./proof.ts";

/** How near a program came to what its proof says. */
export interface Comparison {
  readonly examples: number;
  /** The largest `|got - expected| / max(1, |expected|)`. */
  readonly error: number;
  /** Where that is: example, output, and both values. */
  readonly worst: {
    readonly example: number;
    readonly output: number;
    readonly expected: number;
    readonly got: number;
  };
  /** Whether the error is within the proof's tolerance. */
  readonly holds: boolean;
}

/**
 * Compares what a program gave for the inputs of a proof with what it must give. NaN is as far off as can be.
 *
 * @throws ChainruleError `data` for another number of examples or outputs
 *
 * @example
 * const proof = { version: 1, weights: "", dtype: "float32", inputs: [[1], [2]], outputs: [[3], [4]], tolerance: 0 };
 * compareWithProof(proof, [[3], [4.5]], "program.py").error; // 0.125
 */
export function compareWithProof(
  { outputs, tolerance }: Proof,
  given: readonly ArrayLike<number>[],
  who: string,
): Comparison {
  const width = outputs[0]!.length;
  if (given.length !== outputs.length || given.some(({ length }) => length !== width))
    fail("data", {
      who,
      expected: `${outputs.length} examples of ${width} outputs`,
      got: `${given.length} of ${given[0]?.length ?? 0}`,
    });
  let error = -1;
  let worst = { example: 0, output: 0, expected: 0, got: 0 };
  for (const [example, row] of outputs.entries())
    for (const [output, expected] of row.entries()) {
      const got = given[example]![output]!;
      const off = Object.is(got, expected) ? 0 : Math.abs(got - expected) / Math.max(1, Math.abs(expected));
      const size = Number.isNaN(off) ? Number.POSITIVE_INFINITY : off;
      if (size <= error) continue;
      error = size;
      worst = { example, output, expected, got };
    }
  return { examples: outputs.length, error, worst, holds: error <= tolerance };
}
