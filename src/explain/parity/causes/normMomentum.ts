import { ops } from "../../../graph/build.ts";
import type { Cause } from "./cause.ts";

export const normMomentum: Cause = {
  name: "normMomentum",
  acts: ["statistic"],
  looks: "torch.nn.BatchNorm1d(8, momentum=0.1)  # 1 - 0.9",
  change(setup) {
    const own = setup.layers.flatMap(({ type, momentum }) =>
      type === "batchNorm" ? [momentum as number] : [],
    );
    return [...new Set([...own.map((one) => 1 - one), 0.99, 0.9, 0.999, 0])].flatMap((momentum) =>
      own.length === 0 || own.includes(momentum)
        ? []
        : [
            {
              setup: {
                ...setup,
                // now = old + (1 - momentum)(batch - old)
                statistic: (change) =>
                  ops.add(
                    change.old,
                    ops.mul(
                      (1 - momentum) / (1 - change.momentum),
                      ops.sub(setup.statistic(change), change.old),
                    ),
                  ),
              } as typeof setup,
              other: String(Number(momentum.toPrecision(12))),
            },
          ],
    );
  },
  said: ({ other }) => ({
    en: `Running means keep ${other} of their old value: batchNorm(momentum=${other}). PyTorch's momentum is the other part, 1 minus this one.`,
    ko: `이동 평균이 옛 값을 ${other}만큼 남깁니다: batchNorm(momentum=${other}). PyTorch의 momentum은 1에서 이 값을 뺀 나머지입니다.`,
  }),
};
