import { fail } from "../../base/error.ts";
import { lossKind } from "../../nn/losses/index.ts";
import { optimizerKind } from "../../nn/optimizers/index.ts";
import { optimizerOf } from "../../nn/optimizers/optimizerOf.ts";
import { complete } from "../../nn/settings.ts";
import type { RunSettings } from "../runFile.ts";

/**
 * Refuses what no short program does, and settings that may not be: they become text of a program, and a run file of
 * a stranger could hold code in the place of a number.
 *
 * @throws ChainruleError `usage` for an optimizer that searches along lines, weights of classes, or a setting of
 * another kind
 */
export function refuse(who: string, { loss, optimizer, classWeights }: RunSettings): void {
  const kind = optimizerKind(optimizer.name);
  if (kind.kind === "fullBatch")
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
  optimizerOf(kind, optimizer.learningRate, optimizer.settings);
  complete(loss.name, lossKind(loss.name).settings, loss.settings);
}
