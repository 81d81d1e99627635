import { clipByValue } from "../../../nn/clip.ts";
import { largest } from "../../../nn/vectors.ts";
import type { Setup } from "../setup.ts";
import type { Cause } from "./cause.ts";

export const clippedByValue: Cause = {
  name: "clippedByValue",
  acts: ["gradient", "weight"],
  looks: "torch.nn.utils.clip_grad_value_(model.parameters(), 0.5)",
  change(setup, { first: { kind, recorded } }) {
    if (setup.means.clipping.value !== undefined) return [];
    const seen = kind === "gradient" ? [Number(largest(recorded).toPrecision(6))] : [];
    return [...new Set([...seen, 1, 0.5, 0.1, 5, 0.01])].map((limit) => ({
      setup: { ...setup, clip: (gradients) => clipByValue(setup.clip(gradients), limit) } as Setup,
      other: String(limit),
    }));
  },
  said: ({ other }) => ({
    en: `Each element of a gradient is kept within -${other} and ${other}: --clip-value ${other}.`,
    ko: `기울기의 원소를 -${other}에서 ${other} 사이로 잘랐습니다: --clip-value ${other}.`,
  }),
};
