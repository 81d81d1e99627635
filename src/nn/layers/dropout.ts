import { ops } from "../../graph/build.ts";
import { complete, number } from "../settings.ts";
import type { Layer, LayerKind } from "./layer.ts";
import { settingsOfLayer } from "./settings.ts";

export interface Dropout extends Layer {
  readonly type: "dropout";
  /** The part of the units that is silent at each training step. */
  readonly rate: number;
}

const settings = { rate: number(0.5, { from: 0, below: 1 }) };

/**
 * Dropout (Srivastava et al. 2014): in training each element is 0 with probability `rate`, and the others are
 * divided by `1 - rate`, so that the expected value stays; in prediction nothing changes.
 *
 * @param rate from 0 to below 1
 * @throws ChainruleError `usage` for a rate outside that range
 *
 * @example
 * dropout(0.2); // { type: "dropout", rate: 0.2 }
 */
export const dropout = (rate = settings.rate.default): Dropout => ({
  type: "dropout",
  ...complete("dropout", settings, { rate }),
});

export const dropoutKind: LayerKind<Dropout> = {
  type: "dropout",
  numbered: false,
  settings,
  text: ({ rate }) => `dropout(${rate})`,
  check: (layer, _input, who) => void settingsOfLayer(who, settings, layer),
  build({ rate }, x, scope) {
    if (!scope.training || rate === 0) return x;
    return scope.name("Adrop", ops.mul(x, scope.name("D", scope.mask(x.shape, rate))));
  },
};
