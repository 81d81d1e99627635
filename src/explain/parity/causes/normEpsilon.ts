import { byForward, type Cause } from "./cause.ts";

export const normEpsilon: Cause = {
  name: "normEpsilon",
  acts: byForward,
  looks: "keras.layers.BatchNormalization()  # epsilon=1e-3",
  change: (setup) =>
    setup.layers.some(({ epsilon }) => epsilon !== undefined)
      ? [1e-3, 1e-5, 1e-6, 1e-7, 1e-8, 1e-12].map((epsilon) => ({
          setup: {
            ...setup,
            layers: setup.layers.map((layer) =>
              layer.epsilon === undefined ? layer : { ...layer, epsilon },
            ),
          },
          other: String(epsilon),
        }))
      : [],
  said: ({ other }) => ({
    en: `The normalization adds ${other} to the variance: say so, as in batchNorm(epsilon=${other}).`,
    ko: `정규화에서 분산에 ${other} 값을 더했습니다. batchNorm(epsilon=${other})처럼 정하세요.`,
  }),
};
