import { fail } from "../base/error.ts";
import { suggest } from "../base/nearest.ts";

/** `auto` follows the reader's light or dark setting; the others stay, as a PNG has to. */
export type Theme = "auto" | "light" | "dark";

/**
 * Colors by role. The categories c0, c1, ... are those of Okabe and Ito (Color Universal Design, 2008), who
 * chose them to differ for every kind of color vision, continued with Tol's muted scheme (SRON/EPS/TN/09-002);
 * on dark paper the same hues are lightened.
 */
const colors = {
  light: {
    paper: "#fff",
    ink: "#1b1f24",
    muted: "#5b6470",
    rule: "#dfe3e8",
    c0: "#0072b2",
    c1: "#d55e00",
    c2: "#009e73",
    c3: "#cc79a7",
    c4: "#e69f00",
    c5: "#56b4e9",
    c6: "#882255",
    c7: "#999933",
    c8: "#332288",
    c9: "#7f7f7f",
  },
  dark: {
    paper: "#14171c",
    ink: "#e8eaed",
    muted: "#9aa4b2",
    rule: "#2e353f",
    c0: "#56a8e0",
    c1: "#f0803c",
    c2: "#35c494",
    c3: "#e39ac6",
    c4: "#f2b632",
    c5: "#8fd0f5",
    c6: "#d0679a",
    c7: "#c2c25e",
    c8: "#9287ea",
    c9: "#a6a6a6",
  },
} as const;

/** Number of category colors; further classes take them again from the first. */
export const categories = 10;

/** The color of a class: its name in the theme. */
export const colorOf = (category: number): string => `c${category % categories}`;

/** Red, green and blue (0 to 255) of a class color on dark paper, for terminals. */
export function rgbOf(category: number): readonly [number, number, number] {
  const hex = colors.dark[`c${category % categories}` as "c0"];
  return [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)) as [number, number, number];
}

const rules = (scope: string, mode: "light" | "dark"): string =>
  `.${scope}{color:${colors[mode].ink}}` +
  Object.entries(colors[mode])
    .map(([name, color]) => `.${scope} .${name}{color:${color}}`)
    .join("") +
  `.${scope} .dots circle{fill:currentColor;stroke:${colors[mode].paper};stroke-width:.75}` +
  `.${scope} .rings circle{fill:${colors[mode].paper};stroke:currentColor;stroke-width:1.5}`;

/** The class of a figure's root, which keeps two themes on one page apart. */
export const scopeOf = (theme: Theme): string => `chainrule-${theme}`;

/** A style sheet that gives each color its name, `.chainrule-auto .c0{color:#0072b2}`. Dots and rings are
 * painted here and not on their group, since rasterisers differ on whose color an inherited `currentColor` is. */
export function styleSheet(theme: Theme, who: string): string {
  if (theme === "light" || theme === "dark") return rules(scopeOf(theme), theme);
  if (theme === "auto") {
    const scope = scopeOf(theme);
    return `${rules(scope, "light")}@media(prefers-color-scheme:dark){${rules(scope, "dark")}}`;
  }
  return fail("usage", {
    who,
    expected: "a theme",
    got: JSON.stringify(theme),
    fix: suggest(String(theme), ["auto", "light", "dark"]),
  });
}
