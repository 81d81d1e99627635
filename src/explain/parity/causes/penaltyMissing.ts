import { constant } from "../../../graph/build.ts";
import { isPenalized } from "../setup.ts";
import { byLoss, type Cause } from "./cause.ts";

export const penaltyMissing: Cause = {
  name: "penaltyMissing",
  acts: byLoss,
  looks: "loss.backward()  # without the penalty",
  change: (setup) =>
    isPenalized(setup.means) ? [{ setup: { ...setup, penalty: () => constant(0, "float64") } }] : [],
  said: () => ({
    en: "There is no penalty on the weights, neither in the loss nor in the gradients.",
    ko: "손실에도 기울기에도 가중치 벌점이 없습니다.",
  }),
};
