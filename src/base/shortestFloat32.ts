const smallestNormal = 2 ** -126;

/** The number of the fewest digits that rounds to the same float32: 0.92085594 for 0.9208559393882751. */
export function shortestFloat32(value: number): number {
  const single = Math.fround(value);
  // As text, -0 loses its sign.
  if (single === 0) return single;
  // Six digits hold whatever fewer do, but for subnormal numbers, whose last digits say nothing. Nine hold all.
  for (let digits = Math.abs(single) < smallestNormal ? 1 : 6; ; digits++) {
    const shorter = Number(single.toPrecision(digits));
    if (digits === 9 || Math.fround(shorter) === single) return shorter;
  }
}
