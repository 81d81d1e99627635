import { denseKind } from "./dense.ts";
import type { LayerKind } from "./layer.ts";

/** The table of layers: one file and one line for each. */
export const layerKinds: Readonly<Record<string, LayerKind>> = {
  dense: denseKind,
};
