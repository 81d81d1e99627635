import { type Contestant, installedBytes, sizeOf } from "./contestants.ts";
import type { Measured } from "./task.ts";

/** A contestant, and what each round measured. */
export interface Row {
  readonly contestant: Contestant;
  readonly all: readonly Measured[];
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

const bytes = (count: number): string =>
  count < 1e6 ? `${Math.round(count / 1000)} KB` : `${(count / 1e6).toFixed(1)} MB`;

const rate = (perSecond: number): string =>
  Math.round(Number(perSecond.toPrecision(3))).toLocaleString("en-US");

/** The figures as a table in Markdown, with the first contestant's rate as the measure of the others. */
export function table(folder: string, rows: readonly Row[]): string {
  const best = median(rows[0]!.all.map(({ one }) => one));
  const lines = rows.map(({ contestant, all }) => {
    const size = sizeOf(folder, contestant);
    const own = contestant.needs === "chainrule";
    const beside =
      contestant.needs && !own
        ? `${contestant.needs}, ${bytes(installedBytes(contestant.needs))}`
        : (contestant.needs ?? "nothing");
    const [start, one, many] = (["start", "one", "many"] as const).map((key) =>
      median(all.map((measured) => measured[key])),
    ) as [number, number, number];
    return [
      contestant.title,
      `${bytes(size.bytes)} (${bytes(size.gzipped)})`,
      beside,
      `${start < 10 ? start.toFixed(1) : Math.round(start)} ms`,
      rate(one),
      `${(best / one).toFixed(1)}`,
      rate(many),
    ];
  });
  const head = [
    "",
    "files (gzipped)",
    "to install beside",
    "first prediction",
    "a second, one at a time",
    "ratio",
    "a second, by the thousand",
  ];
  const written = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    written(head),
    written(["---", "---:", "---", "---:", "---:", "---:", "---:"]),
    ...lines.map(written),
  ].join("\n");
}
