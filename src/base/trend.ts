/** How a loss goes: `swings` up and down, or has gone far `above` where it began; either speaks of too large a rate. */
export type Trend = "falls" | "rises" | "stays" | "swings" | "above";

/** By what share of it the loss must move within the last tenth of the run to be said to fall or rise. */
const noticeable = 0.002;
/** Epochs that are looked at: the last tenth, but no fewer or more than these. */
const [fewest, most] = [10, 1000];

/**
 * How a loss goes at the end of its first `known` epochs. Two points alone would call a fall what is half of a swing.
 *
 * @example
 * trendOf([0.7, 0.6, 0.5]); // "falls"
 * trendOf([0.7, 9, 0.8, 9, 0.7, 9, 0.8, 9, 0.7, 9, 0.8]); // "swings"
 */
export function trendOf(loss: ArrayLike<number>, known = loss.length): Trend {
  const now = loss[known - 1];
  const before = loss[Math.max(0, known - 1 - Math.ceil(known / 10))];
  if (now === undefined || before === undefined) return "stays";
  if (known >= fewest) {
    const { mean, range, turns } = lookAt(loss, known);
    const begun = Math.abs(loss[0]!);
    // A loss near its floor trembles in batches; a swing is wide beside where it began and beside what it is now.
    if (turns >= 0.25 && range > 0.25 * begun && range > 0.5 * Math.abs(mean)) return "swings";
    if (mean > 2 * begun) return "above";
  }
  const change = (now - before) / Math.abs(before);
  return change < -noticeable ? "falls" : change > noticeable ? "rises" : "stays";
}

/** A loss that moves by less than this share of it is as still as float32 can say, and one below it has arrived. */
const still = 1e-6;

/**
 * The epoch, counted from 1, since which a loss has not moved at all, where that is the last half of the run or more;
 * undefined of a loss that moves, or that is as good as 0.
 *
 * @example
 * stillSince([9, 5, 4, 4, 4, 4, 4, 4, 4, 4]); // 3
 * stillSince([9, 8, 7, 6, 5, 4, 3, 2, 2, 2]); // undefined
 */
export function stillSince(loss: ArrayLike<number>): number | undefined {
  const count = loss.length;
  const last = loss[count - 1]!;
  if (count < fewest || Math.abs(last) < still) return undefined;
  let since = count;
  while (since > 1 && Math.abs(loss[since - 2]! - last) <= still * Math.abs(last)) since--;
  return since <= count / 2 ? since : undefined;
}

/** Mean and range of the last epochs, and at what share of them the loss turns. */
function lookAt(loss: ArrayLike<number>, known: number): { mean: number; range: number; turns: number } {
  const count = Math.min(known, most, Math.max(fewest, Math.ceil(known / 10)));
  let [sum, low, high, turns] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let i = known - count; i < known; i++) {
    const value = loss[i]!;
    sum += value;
    low = Math.min(low, value);
    high = Math.max(high, value);
    if (i >= known - count + 2 && (value - loss[i - 1]!) * (loss[i - 1]! - loss[i - 2]!) < 0) turns++;
  }
  return { mean: sum / count, range: high - low, turns: turns / (count - 2) };
}
