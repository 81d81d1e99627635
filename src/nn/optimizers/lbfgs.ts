import { number, whole } from "../settings.ts";
import { dot, largest, plus } from "../vectors.ts";
import { lineSearch, type Sample } from "./lineSearch.ts";
import type { Descended, Evaluate, FullBatchKind, Optimizer } from "./optimizer.ts";
import { optimizerOf } from "./optimizerOf.ts";

export interface LbfgsSettings {
  readonly history: number;
  readonly tolerance: number;
  readonly maxLineSearch: number;
  readonly sufficientDecrease: number;
  readonly curvature: number;
  readonly [key: string]: unknown;
}

export const lbfgsKind: FullBatchKind<LbfgsSettings> = {
  kind: "fullBatch",
  name: "lbfgs",
  learningRate: 1,
  settings: {
    history: whole(10, { from: 1 }),
    tolerance: number(1e-7, { from: 0 }),
    maxLineSearch: whole(20, { from: 1 }),
    sufficientDecrease: number(1e-4, { above: 0, below: 1 }),
    curvature: number(0.9, { above: 0, below: 1 }),
  },
  minimize,
};

/**
 * L-BFGS (Liu & Nocedal 1989): a quasi-Newton step from the last `history` steps and changes of the gradient, its
 * length found by a line search for the strong Wolfe conditions. For data that fit in one batch: each step looks at
 * the loss of all of them a few times. The learning rate is not used.
 *
 * @throws ChainruleError `usage` for a setting out of range
 *
 * @example
 * lbfgs({ history: 20 }).name; // "lbfgs"
 */
export const lbfgs = (settings: Partial<LbfgsSettings> = {}): Optimizer =>
  optimizerOf(lbfgsKind, lbfgsKind.learningRate, settings);

/**
 * Descends from a point, or goes on from where a run stood: with the same `evaluate` it then takes the same steps,
 * bit by bit. Ends where the gradient is within the tolerance or no step along it lowers the loss.
 */
function* minimize(
  evaluate: Evaluate,
  start: Float64Array | Descended,
  settings: LbfgsSettings,
): Generator<Descended, void, void> {
  let now: Descended =
    start instanceof Float64Array ? { point: start, ...evaluate(start), steps: [], changes: [] } : start;
  while (!(largest(now.gradient) <= settings.tolerance)) {
    const next = stepFrom(now, evaluate, settings) ?? stepFrom(forget(now), evaluate, settings);
    if (!next) return;
    now = next;
    yield now;
  }
}

/** Without its history a step goes straight against the gradient. */
const forget = (now: Descended): Descended => ({ ...now, steps: [], changes: [] });

function stepFrom(now: Descended, evaluate: Evaluate, settings: LbfgsSettings): Descended | undefined {
  const { point, gradient, loss, steps, changes } = now;
  const direction = descentDirection(now);
  const slope = dot(direction, gradient);
  if (!(slope < 0)) return undefined;
  const sample = (at: number): Sample => {
    const there = plus(point, at, direction);
    const found = evaluate(there);
    return {
      at,
      point: there,
      loss: found.loss,
      gradient: found.gradient,
      slope: dot(direction, found.gradient),
    };
  };
  // Without history nothing is known of the scale: the first try moves the point by at most 1.
  const first = steps.length === 0 ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
  const found = lineSearch(sample, { at: 0, loss, slope, point, gradient }, first, settings);
  if (!found || found.loss === loss) return undefined;
  const step = plus(found.point, -1, point);
  const change = plus(found.gradient, -1, gradient);
  // Only a step along which the slope rose tells of a positive curvature; another would break the method.
  const telling = dot(step, change) > Number.EPSILON * dot(change, change);
  const { history } = settings;
  return {
    point: found.point,
    loss: found.loss,
    gradient: found.gradient,
    steps: telling ? [...steps, step].slice(-history) : steps,
    changes: telling ? [...changes, change].slice(-history) : changes,
  };
}

/** `-H g` by the two-loop recursion (Nocedal & Wright 2006, algorithm 7.4), H from the steps and changes. */
export function descentDirection({
  gradient,
  steps,
  changes,
}: Omit<Descended, "point" | "loss">): Float64Array {
  const inverse = steps.map((step, i) => 1 / dot(step, changes[i]!));
  const weights: number[] = [];
  let q: Float64Array = gradient.map((x) => -x);
  for (let i = steps.length - 1; i >= 0; i--) {
    weights[i] = inverse[i]! * dot(steps[i]!, q);
    q = plus(q, -weights[i]!, changes[i]!);
  }
  const last = changes.at(-1);
  if (last) q = q.map((x) => x / (inverse.at(-1)! * dot(last, last)));
  for (let i = 0; i < steps.length; i++)
    q = plus(q, weights[i]! - inverse[i]! * dot(changes[i]!, q), steps[i]!);
  return q;
}
