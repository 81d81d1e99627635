import { clipByGlobalNorm } from "../../../nn/clip.ts";
import { formatNumber } from "../../document/numbers.ts";
import { gradientName } from "../names.ts";
import type { Setup } from "../setup.ts";
import type { Cause, Seen } from "./cause.ts";
import { clipAsPyTorch } from "./clip.ts";

export const clippedByNorm: Cause = {
  name: "clippedByNorm",
  acts: ["gradient", "weight"],
  looks: "torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)",
  change(setup, seen) {
    if (setup.means.clipping.norm !== undefined) return [];
    const limits = [recordedNorm(seen), 1, 5, 0.5, 0.1, 2, 10, 0.25].filter((one) => one !== undefined);
    return [...new Set(limits)].flatMap((limit) =>
      [clipByGlobalNorm, clipAsPyTorch].map((clip) => ({
        setup: { ...setup, clip: (gradients) => clip(setup.clip(gradients), limit) } as Setup,
        other: formatNumber(limit, 6),
      })),
    );
  },
  said: ({ other }) => ({
    en: `Gradients are clipped to a joint norm of ${other}: --clip-norm ${other}.`,
    ko: `모든 기울기의 노름을 ${other} 이하로 잘랐습니다: --clip-norm ${other}.`,
  }),
};

/** The joint norm of the recorded gradients of the step: the limit, if they were clipped, rounded as people write it. */
function recordedNorm({ trace: { weights }, first: { kind, step } }: Seen): number | undefined {
  if (kind !== "gradient") return undefined;
  const all = [...weights.parameters.keys()].map((name) => weights.at(gradientName(name), step));
  if (all.some((one) => one === undefined)) return undefined;
  const squares = all.map((one) => one!.reduce((sum, g) => sum + g * g, 0));
  return Number(Math.sqrt(squares.reduce((sum, square) => sum + square)).toPrecision(6));
}
