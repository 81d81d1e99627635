/** Epochs that share a pair of least and most at the finest level. */
const block = 32;

/**
 * The least and the most of long runs of values, at every coarseness: a chart of a million epochs reads a thousand
 * numbers for a picture, and a new value touches one pair a level.
 */
export interface Envelope {
  /** Recomputes what depends on the values from `first` on. */
  update(values: Float64Array, first: number): void;
  /** Least and most of all finite values. */
  range(): readonly [number, number];
  /** The coarsest blocks of which there are still `columns`; undefined where the values themselves are few enough. */
  blocks(columns: number): Blocks | undefined;
}

/** Blocks of values in order: pairs of least and most. */
export interface Blocks {
  /** Values in a block; the last may have fewer. */
  readonly size: number;
  readonly count: number;
  low(i: number): number;
  high(i: number): number;
}

interface Level {
  readonly low: number[];
  readonly high: number[];
}

export function envelope(): Envelope {
  let levels: Level[] = [];
  let length = 0;

  function update(values: Float64Array, first: number): void {
    length = values.length;
    const finest = levels[0] ?? { low: [], high: [] };
    fill(finest, Math.floor(first / block), Math.ceil(length / block), (i) =>
      leastAndMost(values, i * block, Math.min(length, (i + 1) * block)),
    );
    const next = [finest];
    for (let below = finest, start = Math.floor(first / block); below.low.length > 1; ) {
      const level = levels[next.length] ?? { low: [], high: [] };
      const { low, high } = below;
      start >>= 1;
      fill(level, start, Math.ceil(low.length / 2), (i) => {
        const [a, b] = [2 * i, Math.min(2 * i + 1, low.length - 1)];
        return [Math.min(low[a]!, low[b]!), Math.max(high[a]!, high[b]!)];
      });
      next.push(level);
      below = level;
    }
    levels = next;
  }

  return {
    update,
    range() {
      const [low, high] = [levels.at(-1)?.low[0], levels.at(-1)?.high[0]];
      return low !== undefined && high !== undefined && low <= high ? [low, high] : [0, 1];
    },
    blocks(columns) {
      const level = levels.findLastIndex(({ low }) => low.length >= columns);
      if (level < 0) return undefined;
      const { low, high } = levels[level]!;
      return { size: block * 2 ** level, count: low.length, low: (i) => low[i]!, high: (i) => high[i]! };
    },
  };
}

/** Computes the pairs of a level from `start` on, of `count` in all. */
function fill(
  { low, high }: Level,
  start: number,
  count: number,
  pair: (i: number) => readonly [number, number],
): void {
  low.length = count;
  high.length = count;
  for (let i = start; i < count; i++) [low[i], high[i]] = pair(i) as [number, number];
}

function leastAndMost(values: Float64Array, start: number, end: number): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (let i = start; i < end; i++) {
    const value = values[i]!;
    if (value < low) low = value;
    if (value > high && value < Infinity) high = value;
  }
  return [low, high];
}
