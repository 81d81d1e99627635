export const ratioText = (ratio: number): string =>
  `${ratio < 10 ? Number(ratio.toPrecision(2)) : Math.round(ratio)}x`;

export const percentText = (share: number): string => `${Math.round(100 * share)} %`;

export function milliseconds(seconds: number): string {
  if (seconds >= 100) return `${Math.round(seconds)} s`;
  if (seconds >= 1) return `${Number(seconds.toPrecision(3))} s`;
  if (seconds >= 1e-3) return `${Number((seconds * 1e3).toPrecision(3))} ms`;
  return `${Number((seconds * 1e6).toPrecision(3))} us`;
}
