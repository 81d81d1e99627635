/** Edit distance (Levenshtein 1966): the fewest insertions, deletions and substitutions from `a` to `b`. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitute, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** The candidate a misspelled `name` most likely meant, or undefined when none is near. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  const plain = (s: string) => s.toLowerCase().replaceAll(/[-_\s]/g, "");
  let best: string | undefined;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const [a, b] = [plain(name), plain(candidate)];
    const d = distance(a, b);
    // At a distance of the whole length, the two have no letter in common.
    if (d < least && d < Math.max(a.length, b.length, 1)) [best, least] = [candidate, d];
  }
  return best;
}

/** `Did you mean "tanh"?`, or undefined when no candidate is near. */
export function didYouMean(name: string, candidates: readonly string[]): string | undefined {
  const near = nearest(name, candidates);
  return near && `Did you mean "${near}"?`;
}

/** `Did you mean "tanh"? Known: relu, sigmoid, tanh.` for a misspelled name. */
export const suggest = (name: string, candidates: readonly string[]): string =>
  [didYouMean(name, candidates) ?? [], `Known: ${candidates.join(", ")}.`].flat().join(" ");
