import { fail } from "../../base/error.ts";
import { listed } from "../../base/listed.ts";
import type { Layer } from "../../nn/layers/layer.ts";
import { formatLayers } from "../../nn/parseLayers.ts";
import { kindOf, type LayerArrayKind } from "./dialects.ts";
import type { Group } from "./groups.ts";
import { layerArrays } from "./layerArrays.ts";
import { suggestLayers } from "./suggest.ts";

/** A layer of the network, and the arrays of the file that are its own; undefined where it has none. */
export interface Assigned {
  readonly layer: Layer;
  readonly group: Group | undefined;
}

const called: Readonly<Record<LayerArrayKind, string>> = {
  dense: "dense layers",
  batchNorm: "batch normalizations",
  layerNorm: "layer normalizations",
};

/**
 * Gives each layer the arrays of its own: the first dense layer those of the first one in the file, and so on, each
 * kind of layer by itself. A class of PyTorch states its layers in any order, but mostly those of a kind in that in
 * which they are used.
 *
 * @throws ChainruleError `data` where the file has other layers
 */
export function assign(layers: readonly Layer[], groups: readonly Group[], who: string): Assigned[] {
  const left = Map.groupBy(groups, ({ kind }) => kind);
  const wanted = layers.map((layer) => ({ layer, kind: kindOfLayer(layer) }));
  for (const kind of Object.keys(called) as LayerArrayKind[]) {
    const count = wanted.filter((one) => one.kind === kind).length;
    const found = left.get(kind) ?? [];
    if (found.length !== count)
      fail("data", {
        who,
        expected: `the weights of ${count} ${called[kind]}, as ${formatLayers(layers)} has them,`,
        got:
          found.length === 0 ? "none" : `those of ${found.length} (${listed(found.map(({ path }) => path))})`,
        fix: `The file looks like --layers ${suggestLayers(groups)}.`,
      });
  }
  return wanted.map(({ layer, kind }) => ({ layer, group: kind && left.get(kind)!.shift() }));
}

function kindOfLayer(layer: Layer): LayerArrayKind | undefined {
  const symbols = layerArrays({ features: 1, layers: [layer] }).flatMap(({ arrays }) =>
    arrays.map(({ symbol }) => symbol),
  );
  return symbols.length === 0 ? undefined : kindOf(symbols);
}
