import { join } from "node:path";
import { writeCsv } from "../data/writeCsv.ts";
import { writeFileAtomic } from "../node/files.ts";
import { svgToPng } from "../node/png.ts";
import { type Multiple, smallMultiples } from "../plot/index.ts";
import type { Judged } from "../train/evaluate.ts";
import type { SweepRow } from "../train/sweep.ts";
import { dashed } from "./program.ts";
import { percent, significant } from "./words.ts";

/** What was given for each option. */
export type Texts = Readonly<Record<string, string>>;

/** What one run of a sweep came to. */
export interface Outcome {
  readonly training: Judged;
  /** On examples the network has not seen. */
  readonly unseen: Judged | undefined;
  readonly seconds: number;
  readonly multiple: string | undefined;
}

/** The values of the options that change, for a line of progress. */
export const captionOf = (point: Texts, varied: readonly string[]): string =>
  varied.map((option) => `${dashed(option)} ${point[option]}`).join("  ");

/** How well one run did, for a line of progress. */
export function scoreOf({ training, unseen }: Outcome): string {
  if (Number.isNaN(training.loss)) return "diverged";
  if (training.accuracy === undefined) return `loss ${significant(training.loss)}`;
  const fresh = unseen?.accuracy === undefined ? "" : `, unseen ${percent(unseen.accuracy)}`;
  return `accuracy ${percent(training.accuracy)}${fresh}`;
}

export type Cell = string | number;

/** A line of names, then one for each run: settings, loss and accuracy on the training part and on unseen data. */
export function tableOf(rows: readonly SweepRow<Texts, Outcome>[], varied: readonly string[]): Cell[][] {
  const classifies = rows.some(({ result }) => result.training.accuracy !== undefined);
  const judgesUnseen = rows.some(({ result }) => result.unseen !== undefined);
  const scores = (judged: Judged | undefined): Cell[] => [
    judged?.loss ?? Number.NaN,
    ...(classifies ? [judged?.accuracy ?? Number.NaN] : []),
  ];
  const names = (prefix: string) => [`${prefix}loss`, ...(classifies ? [`${prefix}accuracy`] : [])];
  return [
    [...varied.map(dashed), ...names(""), ...(judgesUnseen ? names("unseen ") : []), "seconds"],
    ...rows.map(({ settings, result }) => [
      ...varied.map((option) => settings[option]!),
      ...scores(result.training),
      ...(judgesUnseen ? scores(result.unseen) : []),
      Number(result.seconds.toFixed(3)),
    ]),
  ];
}

/** A cell as text. */
export const cell = (value: Cell): string =>
  typeof value === "string" ? value : Number.isNaN(value) ? "-" : significant(value);

/** A row as `--json` prints it. */
export const jsonRow = ({ settings, result }: SweepRow<Texts, Outcome>, varied: readonly string[]) => ({
  settings: Object.fromEntries(varied.map((option) => [dashed(option), settings[option]])),
  ...result.training,
  ...(result.unseen && { unseen: result.unseen }),
  seconds: result.seconds,
});

/** Writes the table, and the boundaries side by side. */
export async function store(
  folder: string,
  rows: readonly SweepRow<Texts, Outcome>[],
  varied: readonly string[],
  [names, ...lines]: readonly Cell[][],
): Promise<void> {
  await writeFileAtomic(join(folder, "sweep.csv"), writeCsv(names as string[], lines));
  const figures = rows.flatMap(({ settings, result }): Multiple[] =>
    result.multiple ? [{ svg: result.multiple, caption: multipleCaption(settings, varied, result) }] : [],
  );
  if (figures.length === 0) return;
  const svg = smallMultiples(figures);
  await writeFileAtomic(join(folder, "boundaries.svg"), svg);
  const png = await svgToPng(svg).catch(() => undefined);
  if (png) await writeFileAtomic(join(folder, "boundaries.png"), png);
}

/** `lr 0.01, 74 %`; layers speak for themselves, and leave room. */
const multipleCaption = (point: Texts, varied: readonly string[], { training }: Outcome): string =>
  [
    ...varied.map((option) => (option === "layers" ? "" : `${dashed(option)} `) + point[option]),
    training.accuracy === undefined ? "" : percent(training.accuracy),
  ]
    .filter(Boolean)
    .join(", ");
