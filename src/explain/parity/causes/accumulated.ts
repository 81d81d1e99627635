import type { Cause } from "./cause.ts";

export const accumulated: Cause = {
  name: "accumulated",
  acts: ["gradient"],
  looks: "loss.backward(); optimizer.step()  # without optimizer.zero_grad()",
  change: (setup) => [{ setup: { ...setup, accumulates: true } }],
  said: () => ({
    en: "Each gradient is added to those of the steps before: optimizer.zero_grad() is missing.",
    ko: "기울기가 이전 단계들의 기울기에 더해졌습니다. optimizer.zero_grad() 호출이 빠졌습니다.",
  }),
};
