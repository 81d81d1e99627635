import { ops } from "../../graph/build.ts";
import type { Schedule } from "../schedules/schedule.ts";
import { number } from "../settings.ts";
import type { FirstOrderKind, Optimizer } from "./optimizer.ts";
import { optimizerOf } from "./optimizerOf.ts";
import { decayed, weightDecay } from "./weightDecay.ts";

export interface AdagradSettings {
  readonly epsilon: number;
  readonly weightDecay: number;
  readonly [key: string]: unknown;
}

export const adagradKind: FirstOrderKind<AdagradSettings> = {
  kind: "firstOrder",
  name: "adagrad",
  learningRate: 0.01,
  settings: { epsilon: number(1e-10, { above: 0 }), weightDecay },
  slots: () => ["square"],
  update({ parameter, gradient, learningRate, slots, settings }) {
    const g = decayed(gradient, parameter, settings);
    const square = ops.add(slots.square!, ops.square(g));
    const step = ops.div(g, ops.add(ops.sqrt(square), settings.epsilon));
    return { parameter: ops.sub(parameter, ops.mul(learningRate, step)), slots: { square } };
  },
};

/**
 * Adagrad (Duchi, Hazan & Singer 2011): `v = v + g^2`, `p - learningRate g / (sqrt(v) + epsilon)`.
 *
 * @throws ChainruleError `usage` for a learning rate or a setting out of range
 *
 * @example
 * adagrad(0.1).learningRate; // 0.1
 */
export const adagrad = (
  learningRate: number | Schedule = adagradKind.learningRate,
  settings: Partial<AdagradSettings> = {},
): Optimizer => optimizerOf(adagradKind, learningRate, settings);
