import type { Optimizer } from "../../../nn/optimizers/optimizer.ts";

type Options = Readonly<Record<string, number | string>>;
type Settings = Readonly<Record<string, number | boolean>>;

const decay = ({ weightDecay }: Settings): Options =>
  weightDecay === 0 ? {} : { weight_decay: Number(weightDecay) };

const moments = ({ beta1, beta2, epsilon }: Settings): Options => ({
  betas: `(${beta1}, ${beta2})`,
  eps: Number(epsilon),
});

/** Each optimizer as `torch.optim` has it, whose conventions are the library's. */
const classes: Readonly<Record<string, readonly [name: string, options: (settings: Settings) => Options]>> = {
  sgd: [
    "SGD",
    ({ momentum, nesterov, ...rest }) => ({
      ...(momentum === 0 ? {} : { momentum: Number(momentum), ...(nesterov ? { nesterov: "True" } : {}) }),
      ...decay(rest),
    }),
  ],
  rmsProp: [
    "RMSprop",
    ({ decay: alpha, momentum, centered, epsilon, ...rest }) => ({
      ...{ alpha: Number(alpha), eps: Number(epsilon) },
      ...(momentum === 0 ? {} : { momentum: Number(momentum) }),
      ...(centered ? { centered: "True" } : {}),
      ...decay(rest),
    }),
  ],
  adagrad: ["Adagrad", ({ epsilon, ...rest }) => ({ eps: Number(epsilon), ...decay(rest) })],
  adam: ["Adam", (settings) => ({ ...moments(settings), ...decay(settings) })],
  // Its own default is not 0: it is always written.
  adamW: ["AdamW", (settings) => ({ ...moments(settings), weight_decay: Number(settings.weightDecay) })],
};

/**
 * The call that makes an optimizer in PyTorch. Under a schedule its learning rate is 1, which the schedule multiplies.
 *
 * @example
 * optimizerCall(sgd(0.5, { momentum: 0.9 })); // "torch.optim.SGD(network.parameters(), lr=0.5, momentum=0.9)"
 */
export function optimizerCall({ name, learningRate, settings }: Optimizer): string {
  const [called, options] = classes[name]!;
  const given = Object.entries({
    lr: typeof learningRate === "number" ? learningRate : 1,
    ...options(settings as Settings),
  });
  return `torch.optim.${called}(${["network.parameters()", ...given.map(([key, value]) => `${key}=${value}`)].join(", ")})`;
}
