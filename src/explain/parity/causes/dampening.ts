import { ops } from "../../../graph/build.ts";
import type { Cause } from "./cause.ts";
import { along, momentumWith } from "./momentum.ts";

export const dampening: Cause = {
  name: "dampening",
  acts: ["weight"],
  looks: "v = mu * v + (1 - mu) * g",
  change(setup) {
    const average = momentumWith(setup, (parts) => {
      const velocity = ops.add(ops.mul(parts.momentum, parts.velocity), ops.mul(1 - parts.momentum, parts.g));
      return { velocity, move: ops.mul(parts.learningRate, along(parts, velocity)) };
    });
    // PyTorch's first velocity is the gradient itself.
    const dampened = momentumWith(setup, (parts) => {
      const share = ops.sub(1, ops.mul(parts.momentum, parts.begun));
      const velocity = ops.add(ops.mul(parts.momentum, parts.velocity), ops.mul(share, parts.g));
      return { velocity, move: ops.mul(parts.learningRate, along(parts, velocity)) };
    });
    return [
      ...(average ? [{ setup: { ...setup, rule: average }, other: "" }] : []),
      ...(dampened ? [{ setup: { ...setup, rule: dampened }, other: "dampening" }] : []),
    ];
  },
  said: ({ other }) => ({
    en: `The velocity takes 1 - momentum of the gradient, v = mu v + (1 - mu) g${other === "" ? "" : ", from the second step on, as PyTorch's dampening does"}; here all of it, v = mu v + g.`,
    ko: `속도에 기울기의 1 - momentum 배만 더했습니다: v = mu v + (1 - mu) g${other === "" ? "" : "(PyTorch의 dampening처럼 두 번째 단계부터)"}. 여기서는 모두 더합니다: v = mu v + g.`,
  }),
};
