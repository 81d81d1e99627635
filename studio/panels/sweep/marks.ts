/** Epochs at which the runs of a sweep are looked at. */
const most = 40;

/**
 * Whole epochs from 1 to the last, evenly apart on a log scale: much happens early. Each once.
 *
 * @example
 * marksOf(10, 4); // [1, 2, 5, 10]
 */
export function marksOf(epochs: number, count = most): number[] {
  const marks = Array.from({ length: count }, (_, i) => Math.round(epochs ** (i / (count - 1))));
  return [...new Set(marks)];
}
