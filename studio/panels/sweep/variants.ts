import { layersText, piecesOf } from "../../state/layers.ts";
import type { RunSettings } from "../../state/settings.ts";

/** What a sweep can vary. */
export const kinds = ["units", "rate", "activation"] as const;
export type Kind = (typeof kinds)[number];

/** What is tried where nothing else is asked for. */
export const usualValues: Readonly<Record<Kind, string>> = {
  units: "1, 2, 3, 4, 5, 20, 50",
  rate: "0.01, 0.1, 0.3, 1.2, 5",
  activation: "sigmoid, tanh, relu, gelu",
};

/** The values of a list, each once; a comma within brackets belongs to a value, such as a schedule. */
export const valuesOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/,(?![^(]*\))/)
      .map((value) => value.trim())
      .filter((value) => value !== ""),
  ),
];

/** What is wrong with the values before any network is made of them, in the library's words; undefined where nothing is. */
export function wrongIn(kind: Kind, values: readonly string[]): string | undefined {
  const wrong = kind === "units" ? values.find((value) => !/^0*[1-9]\d*$/.test(value)) : undefined;
  return wrong === undefined ? undefined : `values: expected whole numbers from 1 but got "${wrong}".`;
}

/** The settings with another value of what is swept: it holds for all hidden layers. */
export function variantOf(settings: RunSettings, kind: Kind, value: string): RunSettings {
  if (kind === "rate") return { ...settings, rate: value };
  const pieces = piecesOf(settings.layers);
  const last = pieces.findLastIndex(({ units }) => units !== undefined);
  const hidden = pieces.some(({ units }, i) => units !== undefined && i < last)
    ? pieces
    : pieces.toSpliced(Math.max(0, last), 0, { text: "4:tanh", units: 4, activation: "tanh" });
  const output = hidden.findLastIndex(({ units }) => units !== undefined);
  const varied = hidden.map((piece, i) => {
    if (piece.units === undefined || i === output) return piece;
    const [units, activation] = kind === "units" ? [value, piece.activation] : [piece.units, value];
    return { text: activation === "identity" ? String(units) : `${units}:${activation}` };
  });
  return { ...settings, layers: layersText(varied) };
}

/**
 * The runs of a sweep: for each seed, one for each value. They begin anew, so that changes made on the way are left
 * out.
 */
export const runsOf = (
  settings: RunSettings,
  kind: Kind,
  values: readonly string[],
  seeds: number,
): RunSettings[][] =>
  Array.from({ length: seeds }, (_, i) =>
    values.map((value) => ({ ...variantOf(settings, kind, value), seed: settings.seed + i, changes: "" })),
  );

/** Whether two settings sweep alike: they differ in no more than what is swept, the changes and where the view is. */
export function sweepAlike(a: RunSettings, b: RunSettings, kind: Kind): boolean {
  const rest = (settings: RunSettings): string =>
    JSON.stringify({ ...variantOf(settings, kind, "1"), changes: "", seed: 0 });
  return rest(a) === rest(b);
}
