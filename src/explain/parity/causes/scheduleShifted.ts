import type { Cause } from "./cause.ts";

export const scheduleShifted: Cause = {
  name: "scheduleShifted",
  acts: ["weight"],
  looks: "scheduler.step(); optimizer.step()  # the rate of the next step",
  change(setup) {
    if (typeof setup.means.optimizer.learningRate === "number") return [];
    const { rate } = setup;
    return [
      { setup: { ...setup, rate: (step, steps) => rate(step + 1, steps) }, other: "next" },
      { setup: { ...setup, rate: (step, steps) => rate(Math.max(0, step - 1), steps) }, other: "before" },
      { setup: { ...setup, rate: (_, steps) => rate(0, steps) }, other: "first" },
    ];
  },
  said: ({ other }) => ({
    en: {
      next: "The learning rate of each step is that of the step after it: the schedule moves before the update.",
      before:
        "The learning rate of each step is that of the step before it: the schedule begins one step late.",
      first: "The learning rate stays as it was at first: the schedule does not move.",
    }[other]!,
    ko: {
      next: "단계마다 다음 단계의 학습률을 썼습니다. 갱신 전에 스케줄이 움직입니다.",
      before: "단계마다 이전 단계의 학습률을 썼습니다. 스케줄이 한 단계 늦게 시작합니다.",
      first: "학습률이 처음 그대로입니다. 스케줄이 움직이지 않습니다.",
    }[other]!,
  }),
};
