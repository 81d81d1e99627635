/** The range of a log scale over all sizes above 0; undefined where there are none. */
export function rangeOf(sizes: readonly number[]): readonly [number, number] | undefined {
  const drawn = sizes.filter((size) => size > 0 && Number.isFinite(size));
  return drawn.length === 0 ? undefined : [Math.min(...drawn), Math.max(...drawn)];
}

/** How dark a size is on a log scale, from 0 to 1; undefined where it has no place there. */
export function depthOf(size: number, range: readonly [number, number] | undefined): number | undefined {
  if (!range || !(size > 0) || !Number.isFinite(size)) return undefined;
  const [low, high] = range;
  return low === high ? 1 : Math.log(size / low) / Math.log(high / low);
}

/** The darker, the larger; a tenth of the color is left for the smallest. */
export const shade = (depth: number): string =>
  `color-mix(in oklab, var(--c0) ${Math.round(8 + 92 * depth)}%, var(--paper))`;
