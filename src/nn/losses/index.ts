import { fail } from "../../base/error.ts";
import { suggest } from "../../base/nearest.ts";
import { binaryCrossEntropy } from "./binaryCrossEntropy.ts";
import { crossEntropy } from "./crossEntropy.ts";
import { halfSquaredError } from "./halfSquaredError.ts";
import type { LossKind } from "./loss.ts";
import { meanSquaredError } from "./meanSquaredError.ts";

/** The table of losses: one file and one line for each. */
export const losses = {
  meanSquaredError,
  halfSquaredError,
  binaryCrossEntropy,
  crossEntropy,
} satisfies Record<string, LossKind>;

export type LossName = keyof typeof losses;

/** @throws ChainruleError `usage` that names the nearest loss */
export function lossKind(name: string): LossKind {
  if (Object.hasOwn(losses, name)) return losses[name as LossName];
  return fail("usage", {
    who: "loss",
    expected: "a known loss",
    got: `"${name}"`,
    fix: suggest(name, Object.keys(losses)),
  });
}
