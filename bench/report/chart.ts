import { makeScale } from "../../src/plot/axes.ts";
import { figure } from "../../src/plot/figure.ts";
import { element, text, textWidth } from "../../src/plot/svg.ts";
import type { Results, Row, WorkloadResult } from "../results.ts";
import { milliseconds, ratioText } from "./text.ts";
import { own, ratioTo } from "./verdict.ts";

/** The workloads that the picture shows, in the order of reading. */
const shown = ["W1", "W2", "W3", "W3i", "W4", "W6"];
const columns = 2;
const panel = { width: 470, line: 19, head: 54, foot: 22, gap: 14 };
const edge = 16;
/** Room for names at the left, and for the longest label right of a dot. */
const [names, labels] = [150, 92];

/** Times of all peers on one thread, a panel for each workload: dots on a logarithmic axis, the fastest on top. */
export function chart(results: Results, theme: "light" | "dark"): string {
  const panels = shown.flatMap((key) => {
    const result = results.workloads.find((one) => one.key === key);
    const rows = result ? rowsOf(result) : [];
    return result && rows.some(({ peer }) => peer === own) ? [{ result, rows }] : [];
  });
  let y = 58;
  const drawn: string[] = [];
  for (let i = 0; i < panels.length; i += columns) {
    const line = panels.slice(i, i + columns);
    const most = Math.max(...line.map(({ rows }) => rows.length));
    line.forEach(({ result, rows }, j) => {
      drawn.push(drawPanel(result, rows, edge + j * (panel.width + panel.gap), y));
    });
    y += panel.head + most * panel.line + panel.foot + panel.gap;
  }
  const width = 2 * edge + columns * panel.width + (columns - 1) * panel.gap;
  const date = `${results.machine.processor}, one thread, ${results.date}`;
  return figure(
    "bench",
    [width, y],
    {
      theme,
      title: "Time for the same work, shorter is better",
      name: "Benchmarks",
      says: panels.map(({ result, rows }) => inWords(result, rows)).join(" "),
    },
    text(edge, 44, `${date}. Axes are logarithmic: each line is ten times as long.`, {
      color: "muted",
      size: 11,
    }),
    ...drawn,
  );
}

const rowsOf = ({ rows }: WorkloadResult): (Row & { seconds: number })[] =>
  rows
    .filter((row): row is Row & { seconds: number } => {
      return row.seconds !== undefined && row.threads === 1 && row.check !== "wrong";
    })
    .toSorted((a, b) => a.seconds - b.seconds);

function drawPanel(
  result: WorkloadResult,
  rows: readonly (Row & { seconds: number })[],
  left: number,
  top: number,
): string {
  const from = left + names;
  const to = left + panel.width - labels;
  const low = 10 ** Math.floor(Math.log10(rows[0]!.seconds));
  const high = 10 ** Math.ceil(Math.log10(rows.at(-1)!.seconds * 1.0001));
  const scale = makeScale([low, high], [from, to], { kind: "log" });
  const firstLine = top + panel.head;
  const bottom = firstLine + (rows.length - 1) * panel.line + 12;
  const decades = Array.from({ length: Math.round(Math.log10(high / low)) + 1 }, (_, i) => low * 10 ** i);
  const grid = decades.map((value) => {
    const x = scale(value);
    const rule = element("path", {
      d: `M${x.toFixed(1)} ${firstLine - 14}V${bottom}`,
      class: "rule",
      stroke: "currentColor",
    });
    return (
      rule +
      text(x, bottom + 14, milliseconds(Number(value.toPrecision(1))), {
        color: "muted",
        size: 10,
        anchor: "middle",
      })
    );
  });
  const body = rows.map((row, i) => drawRow(result, row, scale, from, firstLine + i * panel.line));
  return [
    text(left, top + 12, result.title, { weight: 600, size: 13 }),
    text(left, top + 28, result.about, { color: "muted", size: 11 }),
    ...grid,
    ...body,
  ].join("");
}

function drawRow(
  result: WorkloadResult,
  row: Row & { seconds: number },
  scale: (value: number) => number,
  from: number,
  y: number,
): string {
  const mine = row.peer === own;
  const limit = row.peer === "c";
  const x = scale(row.seconds);
  const ratio = ratioTo(result, row);
  const time = milliseconds(row.seconds);
  const dot = { cx: x, cy: y - 4, r: mine ? 5.5 : 4, class: mine ? "c1" : limit ? "ink" : "c0" };
  return [
    text(from - 12, y, row.title, {
      anchor: "end",
      weight: mine ? 600 : undefined,
      color: mine ? "c1" : undefined,
    }),
    element("path", {
      d: `M${from} ${(y - 4).toFixed(1)}H${x.toFixed(1)}`,
      class: "rule",
      stroke: "currentColor",
    }),
    limit
      ? element("circle", { ...dot, fill: "none", stroke: "currentColor", "stroke-width": 1.5 })
      : element("circle", { ...dot, fill: "currentColor" }),
    text(x + 10, y, time, { size: 11, weight: mine ? 600 : undefined, color: mine ? "c1" : undefined }),
    mine || ratio === undefined
      ? ""
      : text(x + 16 + textWidth(time, 11), y, ratioText(ratio).replace("x", "×"), {
          size: 11,
          color: "muted",
        }),
  ].join("");
}

const inWords = ({ title }: WorkloadResult, rows: readonly (Row & { seconds: number })[]): string =>
  `${title}: ${rows.map((row) => `${row.title} ${milliseconds(row.seconds)}`).join(", ")}.`;
