import { ops } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";
import { mean } from "../functions/mean.ts";
import { lossKind } from "./index.ts";
import type { Loss } from "./loss.ts";

/**
 * The loss of a batch: `(1/m) sum_i w_i l_i` for a mean, `sum_i w_i l_i` for a sum, with weight 1 where none is given.
 * The division is by the number of examples, not by the sum of the weights, so a weight means the same in every batch.
 *
 * @param outputs (m, k)
 * @param targets (m, k)
 * @param weights one for each example, (m,); those of classes come from {@link exampleWeights}
 */
export function weightedLoss(loss: Loss, outputs: Node, targets: Node, weights?: Node): Node {
  const kind = lossKind(loss.name);
  const each = kind.perExample(outputs, targets, loss.settings);
  const weighted = weights ? ops.mul(weights, each) : each;
  return kind.reduction === "mean" ? mean(weighted) : ops.sum(weighted);
}
