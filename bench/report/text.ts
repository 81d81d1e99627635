export const ratioText = (ratio: number): string =>
  `${ratio < 10 ? Number(ratio.toPrecision(2)) : Math.round(ratio)}x`;

/** What is asked for: `20x NumPy`, or for a ratio below 1 `within 1.15x of C`. */
export const aimText = (ratio: number, title: string): string => {
  const times = Number(Math.max(ratio, 1 / ratio).toPrecision(3));
  return ratio < 1 ? `within ${times}x of ${title}` : `${times}x ${title}`;
};

/** What was measured, as the aim of that ratio speaks of it. */
export const gotText =
  (aim: number) =>
  (ratio: number): string =>
    ratioText(aim < 1 ? 1 / ratio : ratio);

export const percentText = (share: number): string => `${Math.round(100 * share)} %`;

export function milliseconds(seconds: number): string {
  if (seconds >= 100) return `${Math.round(seconds)} s`;
  if (seconds >= 1) return `${Number(seconds.toPrecision(3))} s`;
  if (seconds >= 1e-3) return `${Number((seconds * 1e3).toPrecision(3))} ms`;
  return `${Number((seconds * 1e6).toPrecision(3))} us`;
}
