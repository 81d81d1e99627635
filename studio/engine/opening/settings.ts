import type { Said } from "../../../src/explain/language/sentences.ts";
import type { ConfigFile } from "../../../src/formats/runFile.ts";
import type { Dense } from "../../../src/nn/layers/dense.ts";
import type { Network } from "../../../src/nn/network.ts";
import { formatLayers } from "../../../src/nn/parseLayers.ts";
import type { RunSettings } from "../../state/settings.ts";
import { layersOf } from "../setup.ts";
import { words } from "./words.ts";
import { writtenInitializer, writtenLoss, writtenOptimizer, writtenRate } from "./written.ts";

/** Settings of the page, and what of a run they cannot say. */
export interface Read {
  readonly settings: Partial<RunSettings>;
  readonly notes: readonly Said[];
}

/** The settings of the page for what a run file says, save for its data. */
export function settingsOf({ network, settings, dtype }: ConfigFile): Read {
  const { loss, optimizer, epochs, batchSize = 0, seed, l1, l2, scale = "none" } = settings;
  const layers = layersIn(network);
  const others = unsaid(settings);
  return {
    settings: {
      ...layers.settings,
      loss: writtenLoss(loss),
      optimizer: writtenOptimizer(optimizer),
      rate: writtenRate(optimizer.learningRate),
      batch: batchSize,
      epochs,
      seed,
      dtype,
      scale,
      l1,
      l2,
      changes: "",
    },
    notes: [...layers.notes, ...(others.length > 0 ? [words.unsaid({ names: others.join(", ") })] : [])],
  };
}

/** Layers as text, with the one distribution of all their weights, where they share one. */
function layersIn({ layers }: Network): Read {
  const dense = layers.filter((layer): layer is Dense => layer.type === "dense");
  const inits = [
    ...new Set(dense.map(({ initializer }) => (initializer ? writtenInitializer(initializer) : ""))),
  ];
  const biases = [...new Set(dense.map(({ bias }) => bias))];
  const settings = { layers: formatLayers(layers), init: inits[0] ?? "", bias: biases[0] ?? true };
  const again = JSON.stringify(layersOf(settings)) === JSON.stringify(layers);
  return { settings, notes: again ? [] : [words.layersDiffer({ layers: settings.layers })] };
}

/** Names of settings that are in force and that the page does not have. */
function unsaid({
  shuffle,
  clipValue,
  clipNorm,
  classWeights,
  earlyStopping,
}: ConfigFile["settings"]): string[] {
  const given = {
    "shuffle: false": shuffle ? undefined : true,
    clipValue,
    clipNorm,
    classWeights,
    earlyStopping,
  };
  return Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
}
