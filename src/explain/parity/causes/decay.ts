import { ops } from "../../../graph/build.ts";
import type { Node } from "../../../graph/node.ts";
import type { Rule, Setup } from "../setup.ts";

/** The weight decay that the optimizer was said to have. */
export const decayOf = ({ rule: { settings } }: Setup): number =>
  (settings.weightDecay as number | undefined) ?? 0;

/** The rule with no decay of its own, and `p - share p` apart from its step. */
export function decayedApart({ rule }: Setup, share: (learningRate: Node) => Node | number): Rule {
  const { kind, settings } = rule;
  return {
    settings: { ...settings, weightDecay: 0 },
    kind: {
      ...kind,
      update(context) {
        const { parameter: moved, slots } = kind.update(context);
        const lost = ops.mul(share(context.learningRate), context.parameter);
        return { parameter: ops.sub(moved, lost), slots };
      },
    },
  };
}
