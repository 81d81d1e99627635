/** SVG as text. Numbers are rounded, so that the same input gives the same bytes on every machine. */

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** At most two decimals, and never "-0". */
export const tidy = (value: number): string => String(Math.round(value * 100) / 100 || 0);

// What XML 1.0 cannot hold at all, escaped or not: most control characters, lone surrogates, U+FFFE and U+FFFF.
const forbidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as it may stand in an element or an attribute of an SVG. */
export const escapeText = (text: string): string =>
  text.replaceAll(forbidden, "\ufffd").replaceAll(/[&<>"]/g, (c) => entities[c]!);

/** `<name key="value">children</name>`; attributes that are undefined are left out, children are SVG already. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? tidy(value) : escapeText(value!)}"`)
    .join("");
  const content = children.join("");
  return content ? `<${name}${written}>${content}</${name}>` : `<${name}${written}/>`;
}

export interface TextStyle {
  /** A color of the theme: `ink`, `muted`, `c0`. */
  readonly color?: string | undefined;
  readonly anchor?: "start" | "middle" | "end" | undefined;
  readonly size?: number | undefined;
  readonly weight?: number | undefined;
  /** Degrees, counterclockwise about (x, y). */
  readonly turn?: number | undefined;
}

/** One line of text whose baseline starts (or is centered, or ends) at (x, y). */
export const text = (x: number, y: number, words: string, style: TextStyle = {}): string =>
  element(
    "text",
    {
      class: style.color,
      x,
      y,
      fill: "currentColor",
      "text-anchor": style.anchor === "start" ? undefined : style.anchor,
      "font-size": style.size,
      "font-weight": style.weight,
      transform: style.turn ? `rotate(${tidy(-style.turn)} ${tidy(x)} ${tidy(y)})` : undefined,
    },
    escapeText(words),
  );

/** Widths of Inter's characters in em, by kind; Hangul, Kana and ideographs are square. */
const widths: readonly (readonly [RegExp, number])[] = [
  [/[ijlI1|!.,:;'`()[\] frt\-/]/, 0.36],
  [/[mwMW@%]/, 0.88],
  [/[A-Z0-9=+<>\u2212]/, 0.66],
  [/[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u, 1],
];

/** Roughly how wide `words` will be, in pixels: there is no font to ask here, so margins stay generous. */
export const textWidth = (words: string, size = 12): number =>
  size * [...words].reduce((w, c) => w + (widths.find(([kind]) => kind.test(c))?.[1] ?? 0.58), 0);
