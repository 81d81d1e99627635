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
