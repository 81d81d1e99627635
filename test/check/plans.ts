import type { Plan, Random, Slip } from "./learner.ts";

const pick = <T>(draw: Random, from: readonly T[]): T => from[Math.floor(draw() * from.length)]!;

/** A learner drawn at random: network, data and habits. */
export function drawPlan(draw: Random, slip?: Slip): Plan {
  const depth = 1 + Math.floor(draw() * 3);
  const loss = pick(draw, [
    "binaryCrossEntropy",
    "crossEntropy",
    "meanSquaredError",
    "halfSquaredError",
  ] as const);
  const out = loss === "crossEntropy" ? 2 + Math.floor(draw() * 3) : 1 + Math.floor(draw() * 2);
  const width = 2 + Math.floor(draw() * 4);
  const hidden = Array.from({ length: depth - 1 }, () => (draw() < 0.5 ? width : 2 + Math.floor(draw() * 4)));
  const last =
    loss === "binaryCrossEntropy"
      ? "sigmoid"
      : loss === "crossEntropy"
        ? "softmax"
        : pick(draw, ["identity", "sigmoid", "tanh"]);
  const targetMinusOutput = slip === undefined && draw() < 0.15;
  const printed = slip === undefined && draw() < 0.15;
  return {
    features: 1 + Math.floor(draw() * 4),
    units: [...hidden, out],
    activations: [...hidden.map(() => pick(draw, ["tanh", "sigmoid", "relu", "softplus"])), last],
    loss,
    examples: 1 + Math.floor(draw() * 9),
    columns: draw() < 0.5,
    bias: draw() < 0.85,
    meanInError: draw() < 0.3,
    targetMinusOutput,
    labels: loss === "crossEntropy" && draw() < 0.3,
    single: !printed && draw() < 0.15,
    ...(printed ? { decimals: 4 + Math.floor(draw() * 5) } : {}),
    rate: pick(draw, [0.01, 0.1, 0.5, 1.2]),
    ...(slip === undefined ? {} : { slip }),
  };
}
