import { ops } from "../../../graph/build.ts";
import { adamWith } from "./adam.ts";
import type { Cause } from "./cause.ts";

export const noCorrection: Cause = {
  name: "noCorrection",
  acts: ["weight"],
  looks: "m / (sqrt(v) + epsilon)  # without 1 - beta**t",
  change: (setup) =>
    adamWith(setup, ({ mean, square, epsilon }) => ops.div(mean, ops.add(ops.sqrt(square), epsilon))),
  said: () => ({
    en: "Adam's averages are not corrected for having begun at 0: the division by 1 - beta^t is missing.",
    ko: "0에서 시작한 Adam의 평균을 보정하지 않았습니다. 1 - beta^t로 나누는 계산이 빠졌습니다.",
  }),
};
