import type { Change } from "./changes.ts";

/** A piece of the layers' text: `4:tanh`, `dropout(0.2)`. */
export interface LayerPiece {
  readonly text: string;
  /** Of a dense layer. */
  readonly units?: number;
  readonly activation?: string;
}

/** The pieces of `4:tanh,dropout(0.2),1:sigmoid`, in order. */
export const piecesOf = (layers: string): LayerPiece[] =>
  layers.split(/,(?![^(]*\))/).map((piece) => {
    const text = piece.trim();
    const [, units, activation = "identity"] = /^(\d+)(?::(\w+))?$/.exec(text) ?? [];
    return units === undefined ? { text } : { text, units: Number(units), activation };
  });

export const densePiece = (units: number, activation: string): LayerPiece => ({
  text: activation === "identity" ? String(units) : `${units}:${activation}`,
  units,
  activation,
});

export const layersText = (pieces: readonly LayerPiece[]): string => pieces.map(({ text }) => text).join(",");

/** The layers in force after so many updates: those the run began with, or the last it was changed to. */
export function layersNow(begun: string, changes: readonly Change[], steps: number): string {
  const reached = changes.flatMap((change) =>
    change.kind === "layers" && change.step <= steps ? [change.layers] : [],
  );
  return reached.at(-1) ?? begun;
}

/** What replaces the dense layer at a place. */
const replaced = (pieces: readonly LayerPiece[], at: number, piece: LayerPiece): string =>
  layersText(pieces.with(at, piece));

export const withUnits = (pieces: readonly LayerPiece[], at: number, units: number): string =>
  replaced(pieces, at, densePiece(units, pieces[at]!.activation!));

export const withActivation = (pieces: readonly LayerPiece[], at: number, activation: string): string =>
  replaced(pieces, at, densePiece(pieces[at]!.units!, activation));

export const withoutLayer = (pieces: readonly LayerPiece[], at: number): string =>
  layersText(pieces.toSpliced(at, 1));

/** A new layer before the dense one at a place, like the hidden layer that is nearest before it, or behind it. */
export function withLayerBefore(pieces: readonly LayerPiece[], at: number): string {
  const isHidden = ({ units }: LayerPiece, i: number): boolean =>
    units !== undefined && i < lastDense(pieces);
  const like = pieces.findLast((piece, i) => i < at && isHidden(piece, i)) ?? pieces.find(isHidden);
  return layersText(pieces.toSpliced(at, 0, densePiece(4, like?.activation ?? "tanh")));
}

const lastDense = (pieces: readonly LayerPiece[]): number =>
  pieces.findLastIndex(({ units }) => units !== undefined);

/** The units that stand above each other in a picture of the network, and what follows them. */
export interface Column {
  /** 0 for the inputs; else the number in `W1`. */
  readonly number: number;
  readonly units: number;
  readonly activation?: string;
  /** Its place among the pieces. */
  readonly at?: number;
  /** What is done between it and the next column: `softmax`, `dropout(0.2)`, `batchNorm`. */
  readonly steps: readonly string[];
}

/** A network as columns: the inputs, then each dense layer. */
export function columnsOf(features: number, pieces: readonly LayerPiece[]): Column[] {
  const columns: (Column & { steps: string[] })[] = [{ number: 0, units: features, steps: [] }];
  pieces.forEach(({ text, units, activation }, at) => {
    if (units === undefined || activation === undefined) columns.at(-1)!.steps.push(text);
    else
      columns.push({
        number: columns.length,
        units,
        activation,
        at,
        // Softmax looks at all units of the layer: it is a step of its own behind them.
        steps: activation === "softmax" ? ["softmax"] : [],
      });
  });
  return columns;
}
