import { fail } from "../../base/error.ts";
import { optimizerKind } from "../../nn/optimizers/index.ts";
import type { RunSettings } from "../runFile.ts";

/**
 * Refuses what no short program does.
 *
 * @throws ChainruleError `usage` for an optimizer that searches along lines, or weights of classes
 */
export function refuse(who: string, { optimizer, classWeights }: RunSettings): void {
  if (optimizerKind(optimizer.name).kind === "fullBatch")
    fail("usage", {
      who,
      expected: "an optimizer whose update is one formula",
      got: `${optimizer.name}, which searches along lines`,
      fix: "Choose sgd or adam.",
    });
  if (classWeights !== undefined)
    fail("usage", {
      who,
      expected: "examples that all count the same",
      got: "weights of classes",
      fix: "Leave classWeights out.",
    });
}
