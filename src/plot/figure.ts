import { fail } from "../base/error.ts";
import { element, escapeText, text } from "./svg.ts";
import { scopeOf, styleSheet, type Theme } from "./theme.ts";

/** What every figure takes. */
export interface FigureOptions {
  /** Pixels. */
  readonly width?: number;
  /** Pixels. */
  readonly height?: number;
  /** Heading above the figure, and its name to a screen reader. */
  readonly title?: string;
  /** What the figure shows, in words, for those who cannot see it. */
  readonly description?: string;
  /** `auto` (default) follows the reader's light or dark setting. */
  readonly theme?: Theme;
}

/** The part of a figure inside its margins, in pixels from the top left. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Pixels between a figure's edge and what stands in it. */
export const margin = 16;

const fonts =
  "Inter,system-ui,-apple-system,'Segoe UI',Roboto,'Apple SD Gothic Neo','Malgun Gothic','Noto Sans KR'," +
  "'Nanum Gothic',sans-serif";

/** Height of the heading: 0 without one. */
export const headingHeight = (options: FigureOptions): number => (options.title ? 30 : 0);

/** Width and height of a figure: those asked for, checked, or the usual ones. */
export function sizeOfFigure(
  options: FigureOptions,
  usual: readonly [number, number],
  who: string,
): [number, number] {
  const size: [number, number] = [options.width ?? usual[0], options.height ?? usual[1]];
  for (const [i, name] of (["width", "height"] as const).entries())
    if (!(size[i]! >= 80 && size[i]! <= 10_000))
      fail("usage", { who, expected: `a ${name} of 80 to 10000 pixels`, got: String(size[i]) });
  return size;
}

/**
 * A whole SVG document around `body`.
 * It carries no ids and names its colors under its own class, so that many can stand in one page.
 */
export function figure(
  who: string,
  [width, height]: readonly [number, number],
  options: FigureOptions & { readonly name: string; readonly says: string },
  ...body: readonly string[]
): string {
  const theme = options.theme ?? "auto";
  const name = options.title ?? options.name;
  const heading = options.title ? text(margin, 26, options.title, { size: 15, weight: 600 }) : "";
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      class: scopeOf(theme),
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "img",
      "aria-label": name,
      "font-family": fonts,
      "font-size": 12,
    },
    element("title", {}, escapeText(name)),
    element("desc", {}, escapeText(options.description ?? options.says)),
    element("style", {}, styleSheet(theme, who)),
    element("rect", { class: "paper", width, height, fill: "currentColor" }),
    heading,
    ...body,
  );
}
