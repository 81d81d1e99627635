import { fail } from "../base/error.ts";
import type { Forward } from "../nn/network.ts";
import type { EpochRecord } from "./history.ts";
import type { StoppingSettings } from "./settings.ts";
import { type TrainingState, weightsOf } from "./state.ts";

/**
 * Watches one value after each epoch (Prechelt 1998, "Early stopping - but when?"): counts the epochs in which it
 * became no better by more than `minDelta`. The best weights are kept in the state.
 */
export function watchEpoch(
  state: TrainingState,
  record: EpochRecord,
  forward: Forward,
  { monitor, minDelta }: StoppingSettings,
): void {
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
}

/** Whether the value has become no better for `patience` epochs. */
export const waitedEnough = ({ watch }: TrainingState, { patience }: StoppingSettings): boolean =>
  watch !== undefined && watch.epochsWithout >= patience;
