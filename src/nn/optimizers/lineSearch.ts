/** The function along a line at the distance `at`: value and slope, and the point with its gradient for the caller. */
export interface Sample {
  readonly at: number;
  readonly loss: number;
  readonly slope: number;
  readonly point: Float64Array;
  readonly gradient: Float64Array;
}

export interface Wolfe {
  /** c1: a step counts where the loss falls at least by c1 times what the slope promises. */
  readonly sufficientDecrease: number;
  /** c2: and where the slope has become at most c2 times as steep. */
  readonly curvature: number;
  /** How many points may be tried. */
  readonly maxLineSearch: number;
}

/**
 * A distance that meets the strong Wolfe conditions (Nocedal & Wright 2006, algorithms 3.5 and 3.6): loss at most
 * `loss(0) + c1 at slope(0)`, and `|slope| <= c2 |slope(0)|`. A loss that is not finite counts as too high.
 * Where the tries run out, the lowest point that meets the first condition; undefined where there is none.
 *
 * @param start the sample at 0, whose slope is negative
 * @param first the distance to try first
 */
export function lineSearch(
  sample: (at: number) => Sample,
  start: Sample,
  first: number,
  { sufficientDecrease, curvature, maxLineSearch }: Wolfe,
): Sample | undefined {
  let tries = 0;
  let best: Sample | undefined;
  let previous = start;
  for (let at = first; tries < maxLineSearch; at *= 2) {
    const now = attempt(at);
    if (isGood(now)) return now;
    if (isHigh(now) || (tries > 1 && now.loss >= previous.loss)) return zoom(previous, now);
    if (now.slope >= 0) return zoom(now, previous);
    previous = now;
  }
  return best;

  function attempt(at: number): Sample {
    tries++;
    const now = sample(at);
    if (!isHigh(now) && (best === undefined || now.loss < best.loss)) best = now;
    return now;
  }

  function isHigh({ at, loss }: Sample): boolean {
    return !(Number.isFinite(loss) && loss <= start.loss + sufficientDecrease * at * start.slope);
  }

  function isGood(now: Sample): boolean {
    return !isHigh(now) && Math.abs(now.slope) <= -curvature * start.slope;
  }

  /** Narrows an interval that holds a good distance; `low` is its end with the lower loss. */
  function zoom(low: Sample, high: Sample): Sample | undefined {
    let slow = false;
    while (tries < maxLineSearch) {
      const width = Math.abs(high.at - low.at);
      const now = attempt(slow ? (low.at + high.at) / 2 : between(low, high));
      if (isGood(now)) return now;
      if (isHigh(now) || now.loss >= low.loss) high = now;
      else {
        if (now.slope * (high.at - low.at) >= 0) high = low;
        low = now;
      }
      // A cubic can creep along from one end; halving then keeps the pace (Moré & Thuente 1994).
      slow = Math.abs(high.at - low.at) > 0.66 * width;
    }
    return best;
  }
}

/** The least point of the cubic through both ends (Nocedal & Wright, equation 3.59), kept off the ends. */
function between(a: Sample, b: Sample): number {
  const d1 = a.slope + b.slope - (3 * (a.loss - b.loss)) / (a.at - b.at);
  const d2 = Math.sign(b.at - a.at) * Math.sqrt(d1 * d1 - a.slope * b.slope);
  const share = 1 - (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2);
  const kept = Number.isFinite(share) ? Math.min(0.9, Math.max(0.1, share)) : 0.5;
  return a.at + kept * (b.at - a.at);
}
