import { isPenalized } from "../setup.ts";
import type { Cause } from "./cause.ts";

export const penaltyNotInLoss: Cause = {
  name: "penaltyNotInLoss",
  acts: ["loss"],
  looks: "(loss + penalty).backward(); losses.append(loss.item())",
  change: (setup) => (isPenalized(setup.means) ? [{ setup: { ...setup, stated: (loss) => loss } }] : []),
  said: () => ({
    en: "The recorded loss leaves out the penalty on the weights, though the gradients have it.",
    ko: "기울기에는 가중치 벌점이 들어 있지만 기록된 손실에는 빠져 있습니다.",
  }),
};
