import { ChainruleError, fail } from "../base/error.ts";
import { didYouMean } from "../base/nearest.ts";
import { type Activation, activations } from "./activations.ts";
import { parseCall, settingsOf } from "./call.ts";
import { activation } from "./layers/activation.ts";
import { type DenseOptions, dense } from "./layers/dense.ts";
import { layerKinds } from "./layers/index.ts";
import type { Layer } from "./layers/layer.ts";

/**
 * Layers as people write them, from the first to the last: `4:tanh` is a dense layer of 4 units, `8` one without
 * activation, `dropout(0.2)` or `batchNorm` a layer by its type, `relu` an activation of its own.
 *
 * @param options of every dense layer: `bias`, `init`
 * @throws ChainruleError `usage` that names the piece and its place
 *
 * @example
 * parseLayers("4:tanh,dropout(0.2),1:sigmoid").length; // 3
 */
export function parseLayers(text: string, options: Omit<DenseOptions, "name"> = {}): Layer[] {
  const pieces = text.split(/,(?![^(]*\))/).map((piece) => piece.trim());
  return pieces.map((piece, i) => {
    const who = `layers, piece ${i + 1} of ${pieces.length}`;
    try {
      return parsePiece(piece, who, options);
    } catch (error) {
      // A piece's own error says what is wrong with it, but not which one it is.
      if (error instanceof ChainruleError && !error.message.startsWith(who))
        throw new ChainruleError(error.code, `${who}, "${piece}": ${error.message}`, { cause: error });
      throw error;
    }
  });
}

function parsePiece(piece: string, who: string, options: DenseOptions): Layer {
  const [, units, name] = /^(\d+)(?::(\w+))?$/.exec(piece) ?? [];
  if (units !== undefined) return dense(Number(units), (name ?? "identity") as Activation, options);
  const [word = ""] = /^[A-Za-z]\w*/.exec(piece) ?? [];
  const settings = Object.hasOwn(layerKinds, word) ? layerKinds[word]!.settings : undefined;
  if (settings) return { ...settingsOf(word, parseCall(word, piece), settings), type: word };
  if (word === piece && Object.hasOwn(activations, word)) return activation(word as Activation);
  return fail("usage", {
    who,
    expected: `units with or without an activation ("4:tanh", "8"), a layer (${written.join(", ")}) or an activation`,
    got: `"${piece}"`,
    fix: near(word),
  });
}

/** The layers that are written by their type. */
const written = Object.values(layerKinds).flatMap(({ type, settings }) => (settings ? [type] : []));

const near = (word: string): string =>
  didYouMean(word, [...written, ...Object.keys(activations)]) ??
  `Activations: ${Object.keys(activations).join(", ")}.`;

/** The text {@link parseLayers} reads as these layers. */
export const formatLayers = (layers: readonly Layer[]): string =>
  layers.map((layer) => layerKinds[layer.type]!.text(layer)).join(",");
