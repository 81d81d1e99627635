import { fail } from "../base/error.ts";
import { type FigureOptions, figure, headingHeight, margin } from "./figure.ts";
import { element, text } from "./svg.ts";

export interface Multiple {
  /** A figure: an SVG document made by another function of this folder. */
  readonly svg: string;
  /** What tells it from the others: `hidden 1: 67 %`. */
  readonly caption: string;
}

export interface SmallMultiplesOptions extends Omit<FigureOptions, "height"> {
  /** Figures in a row; about a square of them unless said. */
  readonly columns?: number;
}

const who = "smallMultiples";
const gap = 16;
const captionHeight = 24;

/**
 * Figures side by side under captions, all at one scale, as for a sweep over a setting.
 * They take on the theme of the whole.
 *
 * @returns an SVG document
 * @throws ChainruleError `data` without figures or when one is not a figure of this library
 *
 * @example
 * const loss = lossPlot({ loss: [0.7, 0.3] });
 * smallMultiples([{ svg: loss, caption: "hidden 1" }, { svg: loss, caption: "hidden 2" }]).length > 0; // true
 */
export function smallMultiples(figures: readonly Multiple[], options: SmallMultiplesOptions = {}): string {
  if (figures.length === 0) fail("data", { who, expected: "at least one figure", got: "none" });
  const columns = options.columns ?? Math.min(4, Math.ceil(Math.sqrt(figures.length)));
  if (!Number.isInteger(columns) || columns < 1)
    fail("usage", { who, expected: "1 or more columns", got: String(columns) });
  const across = Math.min(columns, figures.length);
  const parts = figures.map(({ svg }, i) => openFigure(svg, i));
  const width = options.width ?? Math.min(960, across * 240 + (across - 1) * gap + 2 * margin);
  const cell = (width - 2 * margin - (across - 1) * gap) / across;
  const tallest = Math.max(...parts.map((part) => (part.height / part.width) * cell));
  const top = headingHeight(options) + margin;
  const rows = Math.ceil(figures.length / across);
  const height = Math.ceil(top + rows * (captionHeight + tallest) + (rows - 1) * gap + margin);
  const cells = parts.map(({ width: w, height: h, body }, i) => {
    const x = margin + (i % across) * (cell + gap);
    const y = top + Math.floor(i / across) * (captionHeight + tallest + gap);
    const view = {
      x,
      y: y + captionHeight,
      width: cell,
      height: (h / w) * cell,
      viewBox: `0 0 ${w} ${h}`,
    };
    return text(x, y + 13, figures[i]!.caption, { weight: 500 }) + element("svg", view, body);
  });
  const says = `${figures.length} figures: ${figures.map(({ caption }) => caption).join("; ")}.`;
  return figure(who, [width, height], { ...options, name: "Small multiples", says }, ...cells);
}

/** The drawing inside a figure's document, without its style sheet: the whole brings one for all. */
function openFigure(svg: string, index: number): { width: number; height: number; body: string } {
  const match =
    /^<svg [^>]*?class="chainrule-[^>]*?viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>(.*)<\/svg>$/s.exec(svg) ??
    fail("data", {
      who,
      expected: "figures made by this library",
      got: `${JSON.stringify(svg.slice(0, 40))} at place ${index}`,
    });
  return {
    width: Number(match[1]),
    height: Number(match[2]),
    body: match[3]!.replace(/<style>.*?<\/style>/s, ""),
  };
}
