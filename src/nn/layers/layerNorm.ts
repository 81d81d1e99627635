import { ops } from "../../graph/build.ts";
import { moments, standardize } from "../functions/standardize.ts";
import { complete, number } from "../settings.ts";
import type { Layer, LayerKind } from "./layer.ts";
import { checkRows } from "./rows.ts";
import { layerText, settingsOfLayer } from "./settings.ts";

export interface LayerNorm extends Layer {
  readonly type: "layerNorm";
  readonly epsilon: number;
}

const settings = { epsilon: number(1e-5, { above: 0 }) };

/**
 * Layer normalization (Ba, Kiros & Hinton 2016): each example is brought to mean 0 and variance 1 over its
 * features, then `gamma x + beta` with a trained gamma (starts at 1) and beta (starts at 0) for each feature.
 * The same in training and prediction, whatever the batch.
 *
 * @throws ChainruleError `usage` for an epsilon that is not above 0
 *
 * @example
 * layerNorm(); // { type: "layerNorm", epsilon: 0.00001 }
 */
export const layerNorm = (given: Partial<Pick<LayerNorm, "epsilon">> = {}): LayerNorm => ({
  type: "layerNorm",
  ...complete("layerNorm", settings, given),
});

export const layerNormKind: LayerKind<LayerNorm> = {
  type: "layerNorm",
  numbered: false,
  settings,
  text: (layer) => layerText(settings, layer),
  check(layer, input, who) {
    checkRows(input, who);
    settingsOfLayer(who, settings, layer);
  },
  build({ epsilon }, x, scope) {
    const features = [x.shape[1]!];
    const gamma = scope.parameter("gamma", features, { name: "constant", numbers: [1] });
    const beta = scope.parameter("beta", features, { name: "zeros", numbers: [] });
    const { mean, variance } = moments(x, 1);
    const normal = scope.name("Znorm", standardize(x, mean, variance, epsilon));
    return scope.name("Ztilde", ops.add(ops.mul(gamma, normal), beta));
  },
};
