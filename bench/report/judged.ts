/** A target of the workload and what was measured. */
export interface Verdict {
  readonly words: string;
  readonly got: string;
  readonly met: boolean | undefined;
}

/** Where there are many cases, the aim holds for each of them. */
export function judged(
  words: string,
  values: readonly number[],
  aim: number,
  text: (value: number) => string,
): Verdict {
  if (values.length === 0) return { words, got: "not measured", met: undefined };
  const least = Math.min(...values);
  const lost = values.filter((value) => value < aim).length;
  const cases = values.length > 1 ? ` at the worst of ${values.length} cases, ${lost} missed` : "";
  return { words, got: text(least) + cases, met: least >= aim };
}
