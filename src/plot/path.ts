export type Point = readonly [x: number, y: number];

/**
 * The `d` of an SVG path through `points`, in tenths of a pixel and relative steps: a third of the bytes of
 * absolute coordinates. Steps are differences of rounded positions, so rounding does not add up along the way.
 * A point that is not finite leaves a gap; a point alone between gaps becomes a dot (with round caps).
 *
 * @example
 * pathThrough([[0, 0], [10, 5], [10, 5.04], [20, 5]]); // "M0 0l10 5l10 0"
 */
export function pathThrough(points: Iterable<Point>, closed = false): string {
  let d = "";
  let at: Point | undefined;
  let alone = false;
  const lift = () => {
    if (at && alone) d += "h0";
    else if (at && closed) d += "z";
    at = undefined;
  };
  for (const [x, y] of points) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      lift();
      continue;
    }
    const next: Point = [Math.round(x * 10), Math.round(y * 10)];
    if (!at) {
      d += `M${pair(next[0], next[1])}`;
      alone = true;
    } else if (next[0] !== at[0] || next[1] !== at[1]) {
      d += `l${pair(next[0] - at[0], next[1] - at[1])}`;
      alone = false;
    }
    at = next;
  }
  lift();
  return d;
}

const tenths = (n: number): string => String(n / 10 || 0).replace(/^(-?)0\./, "$1.");

function pair(a: number, b: number): string {
  const second = tenths(b);
  return tenths(a) + (second.startsWith("-") ? "" : " ") + second;
}
