import { optimizers } from "../../../nn/optimizers/index.ts";
import { complete } from "../../../nn/settings.ts";
import type { Cause } from "./cause.ts";

export const otherOptimizer: Cause = {
  name: "otherOptimizer",
  acts: ["weight"],
  looks: "torch.optim.AdamW(model.parameters())  # not Adam",
  change: (setup) =>
    Object.values(optimizers).flatMap((kind) =>
      kind.kind === "firstOrder" && kind.name !== setup.rule.kind.name
        ? [
            {
              setup: { ...setup, rule: { kind, settings: complete(kind.name, kind.settings, {}) } },
              other: kind.name,
            },
          ]
        : [],
    ),
  said: ({ other }) => ({
    en: `The optimizer is ${other}, with its usual settings.`,
    ko: `옵티마이저가 ${other}입니다(기본 설정).`,
  }),
};
