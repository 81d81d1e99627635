import { byForward, type Cause } from "./cause.ts";

/** Types by the half of the distance from 1 to their next number. */
const types = { float32: 2 ** -24, "TF32 or float16": 2 ** -11 } as const;

export const lowerPrecision: Cause = {
  name: "lowerPrecision",
  acts: [...byForward, "weight"],
  looks: 'torch.set_float32_matmul_precision("high")',
  change: (setup) =>
    Object.entries(types).flatMap(([other, unit]) =>
      unit > setup.unit ? [{ setup: { ...setup, unit }, other }] : [],
    ),
  said: ({ other }) => ({
    en: `The differences are no larger than rounding in ${other} explains: a part of it was computed in that type, or its sums go in another order.`,
    ko: `차이가 ${other} 반올림으로 설명되는 크기입니다. 일부를 그 자료형으로 계산했거나 합의 순서가 다릅니다.`,
  }),
};
