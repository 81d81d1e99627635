/** The number of the fewest digits that rounds to the same float32: 0.92085594 for 0.9208559393882751. */
export function shortestFloat32(value: number): number {
  const single = Math.fround(value);
  for (let digits = 6; digits < 9; digits++) {
    const shorter = Number(single.toPrecision(digits));
    if (Math.fround(shorter) === single) return shorter;
  }
  return Number(single.toPrecision(9));
}
