/** A point drawn by hand. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly label: number;
}

/** Coordinates have three decimals, so that a link of a hundred points stays short: `-1.25,3.5,0;...`. */
export const writePoints = (points: readonly Point[]): string =>
  points.map(({ x, y, label }) => `${round(x)},${round(y)},${label}`).join(";");

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** The points of a link; what is none is passed over. */
export const readPoints = (text: string): Point[] =>
  text.split(";").flatMap((piece) => {
    const [x = Number.NaN, y = Number.NaN, label = Number.NaN] = piece.split(",").map(Number);
    const isPoint =
      Number.isFinite(x) && Number.isFinite(y) && Number.isInteger(label) && label >= 0 && label < 10;
    return isPoint && piece !== "" ? [{ x, y, label }] : [];
  });
