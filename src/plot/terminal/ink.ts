/** How much color a terminal has: none at all, the 256 of xterm, or 24 bits. */
export type Colors = "none" | "256" | "truecolor";

export type Rgb = readonly [red: number, green: number, blue: number];

const introducer = "\u001b[";

/** The nearest color of xterm's 6 by 6 by 6 cube or its 24 grays. */
export function xterm([r, g, b]: Rgb): number {
  const steps = [0, 95, 135, 175, 215, 255];
  const near = (v: number) =>
    steps.reduce((best, s, i) => (Math.abs(s - v) < Math.abs(steps[best]! - v) ? i : best), 0);
  const cube = [r, g, b].map(near) as [number, number, number];
  const gray = Math.max(0, Math.min(23, Math.round(((r + g + b) / 3 - 8) / 10)));
  const off = (color: readonly number[]) => [r, g, b].reduce((sum, v, i) => sum + (v - color[i]!) ** 2, 0);
  const level = 8 + 10 * gray;
  return off([level, level, level]) < off(cube.map((i) => steps[i]!))
    ? 232 + gray
    : 16 + 36 * cube[0] + 6 * cube[1] + cube[2];
}

/** `words` in a foreground and perhaps on a background color; as they are where there are no colors. */
export function ink(words: string, colors: Colors, front: Rgb, back?: Rgb): string {
  if (colors === "none" || words === "") return words;
  const code = (layer: 38 | 48, color: Rgb) =>
    colors === "256" ? `${layer};5;${xterm(color)}` : `${layer};2;${color.join(";")}`;
  return `${introducer}${code(38, front)}${back ? `;${code(48, back)}` : ""}m${words}${introducer}0m`;
}

/** `share` of the way from one color to another. */
export const mix = (from: Rgb, to: Rgb, share: number): Rgb =>
  [0, 1, 2].map((i) => Math.round(from[i]! + (to[i]! - from[i]!) * share)) as unknown as Rgb;

/** Columns that a terminal gives `words`: two for Hangul, Kana, ideographs and pictures. */
export const columnsOf = (words: string): number =>
  [...words].reduce(
    (n, c) =>
      n +
      (/[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
        c,
      )
        ? 2
        : 1),
    0,
  );
