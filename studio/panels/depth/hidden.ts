import type { Change } from "../../state/changes.ts";
import { densePiece, type LayerPiece, layersText, piecesOf } from "../../state/layers.ts";

/** The layers that are in force after so many updates: those of the settings, or what they were changed to. */
export const layersAt = (layers: string, changes: readonly Change[], steps: number): string =>
  changes.reduce(
    (now, change) => (change.kind === "layers" && change.step <= steps ? change.layers : now),
    layers,
  );

/** The hidden layers with this activation; the last layer, and what is no dense layer, stay as they are. */
export function withHidden(layers: string, activation: string): string {
  const pieces = piecesOf(layers);
  const last = pieces.findLastIndex(isDense);
  return layersText(
    pieces.map((piece, i) => (i < last && isDense(piece) ? densePiece(piece.units!, activation) : piece)),
  );
}

/** The one activation of all hidden layers; empty where they differ, or there are none. */
export function hiddenActivation(layers: string): string {
  const [first, ...others] = piecesOf(layers)
    .filter(isDense)
    .slice(0, -1)
    .map(({ activation }) => activation!);
  return others.every((other) => other === first) ? (first ?? "") : "";
}

const isDense = ({ units }: LayerPiece): boolean => units !== undefined;
