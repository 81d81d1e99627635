import { type Activation, activations } from "../../../nn/activations.ts";
import type { Setup } from "../setup.ts";
import { byForward, type Cause } from "./cause.ts";

export const otherActivation: Cause = {
  name: "otherActivation",
  acts: byForward,
  looks: "torch.nn.ReLU()  # for 4:tanh",
  change(setup) {
    const last = setup.layers.length - 1;
    const own = new Set(
      setup.layers.flatMap(({ activation }, i) => (i < last ? [activation as Activation] : [])),
    );
    return [...own].flatMap((from) =>
      Object.keys(activations).flatMap((to) =>
        from === undefined || from === to || to === "softmax" || to === "step"
          ? []
          : [{ setup: withActivation(setup, from, to as Activation), other: `${to}, ${from}` }],
      ),
    );
  },
  said: ({ other }) => {
    const [to, from] = other.split(", ");
    return {
      en: `A hidden layer has the activation ${to}; here it has ${from}.`,
      ko: `은닉층의 활성화 함수: 기록에서는 ${to}, 여기서는 ${from}.`,
    };
  },
};

/** The last layer keeps its own: the loss goes by it. */
const withActivation = (setup: Setup, from: Activation, to: Activation): Setup => ({
  ...setup,
  layers: setup.layers.map((layer, i) =>
    layer.activation === from && i < setup.layers.length - 1 ? { ...layer, activation: to } : layer,
  ),
});
