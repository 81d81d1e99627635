import { fail } from "../base/error.ts";
import type { Forward } from "../nn/network.ts";
import type { EpochRecord } from "./history.ts";
import type { EarlyStopping } from "./options.ts";
import { type TrainingState, weightsOf } from "./state.ts";

/**
 * Watches one value after each epoch (Prechelt 1998, "Early stopping - but when?"). True once it has not become
 * better by more than `minDelta` for `patience` epochs. The best weights are kept in the state.
 */
export function shouldStop(
  state: TrainingState,
  record: EpochRecord,
  forward: Forward,
  { monitor, patience = 10, minDelta = 0 }: EarlyStopping,
): boolean {
  const watched = monitor ?? (record.validationLoss === undefined ? "loss" : "validationLoss");
  const value = record[watched];
  if (value === undefined)
    fail("usage", {
      who: `earlyStopping monitor "${watched}"`,
      expected: "a validation part",
      got: "none",
      fix: "Give fit a validation share: validation: 0.2.",
    });
  const worth = watched === "validationAccuracy" ? -value : value;
  if (!state.watch || worth < state.watch.best - minDelta)
    state.watch = { best: worth, epochsWithout: 0, weights: weightsOf(state, forward) };
  else state.watch.epochsWithout++;
  return state.watch.epochsWithout >= patience;
}
