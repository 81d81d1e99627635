import { formatNumber } from "../../document/numbers.ts";
import type { Cause, Seen } from "./cause.ts";

export const otherRate: Cause = {
  name: "otherRate",
  acts: ["weight"],
  looks: "torch.optim.SGD(model.parameters(), lr=0.05)  # not 0.1",
  change(setup, seen) {
    const { step } = seen.first;
    const { steps } = seen.trace.recording;
    const factor = factorOf(seen);
    if (factor === undefined) return [];
    const rate = Number(
      (factor * setup.rate(step - 1, steps)).toPrecision(seen.trace.recording.dtype === "float32" ? 4 : 9),
    );
    return [{ setup: { ...setup, rate: () => rate }, other: formatNumber(rate, 9) }];
  },
  said: ({ other }) => ({
    en: `The step is that of a learning rate of ${other}.`,
    ko: `갱신량이 학습률 ${other}에 해당합니다.`,
  }),
};

/** How many times as long the recorded step is, by least squares. */
function factorOf({ trace: { weights }, first }: Seen): number | undefined {
  const before = weights.at(first.name, first.step - 1);
  if (!before || first.kind !== "weight") return undefined;
  let [along, own] = [0, 0];
  before.forEach((x, i) => {
    along += (first.recorded[i]! - x) * (first.replayed[i]! - x);
    own += (first.replayed[i]! - x) ** 2;
  });
  const factor = along / own;
  return Number.isFinite(factor) && factor > 0 ? factor : undefined;
}
