import { activationKind } from "./activation.ts";
import { batchNormKind } from "./batchNorm.ts";
import { denseKind } from "./dense.ts";
import { dropoutKind } from "./dropout.ts";
import type { LayerKind } from "./layer.ts";
import { layerNormKind } from "./layerNorm.ts";

/**
 * The table of layers: one file and one line for each.
 *
 * @example
 * Object.keys(layerKinds); // ["dense", "activation", "dropout", "batchNorm", "layerNorm"]
 */
export const layerKinds: Readonly<Record<string, LayerKind>> = {
  dense: denseKind,
  activation: activationKind,
  dropout: dropoutKind,
  batchNorm: batchNormKind,
  layerNorm: layerNormKind,
};
