import { lookUp, parseCall, settingsOf } from "../call.ts";
import { binaryCrossEntropyKind } from "./binaryCrossEntropy.ts";
import { crossEntropyKind } from "./crossEntropy.ts";
import { halfSquaredErrorKind } from "./halfSquaredError.ts";
import { huberKind } from "./huber.ts";
import type { Loss, LossKind } from "./loss.ts";
import { meanAbsoluteErrorKind } from "./meanAbsoluteError.ts";
import { meanSquaredErrorKind } from "./meanSquaredError.ts";

/**
 * The table of losses: one file and one line for each.
 *
 * @example
 * Object.keys(losses).slice(0, 3); // ["meanSquaredError", "halfSquaredError", "meanAbsoluteError"]
 */
export const losses = {
  meanSquaredError: meanSquaredErrorKind,
  halfSquaredError: halfSquaredErrorKind,
  meanAbsoluteError: meanAbsoluteErrorKind,
  huber: huberKind,
  binaryCrossEntropy: binaryCrossEntropyKind,
  crossEntropy: crossEntropyKind,
} satisfies Record<string, LossKind>;

export type LossName = keyof typeof losses;

/** @throws ChainruleError `usage` that names the nearest loss */
export const lossKind = (name: string): LossKind => lookUp<LossKind>("loss", losses, name);

/**
 * A loss as people write it: `crossEntropy`, `huber(2)`, `crossEntropy(labelSmoothing=0.1)`.
 *
 * @throws ChainruleError `usage` for an unknown name or setting
 *
 * @example
 * parseLoss("huber(2)"); // { name: "huber", settings: { delta: 2 } }
 */
export function parseLoss(text: string): Loss {
  const call = parseCall("loss", text);
  const kind = lossKind(call.name);
  return { name: kind.name, settings: settingsOf(kind.name, call, kind.settings) };
}
