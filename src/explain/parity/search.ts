import type { Cause } from "./causes/cause.ts";
import { causes } from "./causes/index.ts";
import type { Compared } from "./compare.ts";
import { gradientName } from "./names.ts";
import { firstDifference, type Trace } from "./replay.ts";
import type { Setup } from "./setup.ts";

/** A cause that was found, and how far it explains the trace. */
export interface Found {
  readonly cause: string;
  /** What it is where it has several forms: `epsilon = 1e-7`; empty where it has one. */
  readonly other: string;
}

/** The causes that explain equally much of a trace from its first difference on. */
export interface Explanation {
  readonly first: Compared;
  /** In the order of the catalogue; none where no cause explains the difference. */
  readonly found: readonly Found[];
  /** The next difference, with the first of the causes; undefined where all agrees. */
  readonly next: Compared | undefined;
}

/** Causes that are looked for one after another; with more of them anything could be explained. */
const mostCauses = 3;

/**
 * Explains the first difference by the causes of the catalogue: the trace is replayed under each, and those with which
 * it agrees furthest are kept. What still differs then is explained in the same way.
 */
export function explainDifferences(trace: Trace, setup: Setup, first: Compared): Explanation[] {
  const explanations: Explanation[] = [];
  let current: { setup: Setup; first: Compared } = { setup, first };
  for (let count = 0; count < mostCauses; count++) {
    const { found, best } = search(trace, current.setup, current.first);
    explanations.push({ first: current.first, found, next: best ? best.next : current.first });
    if (!best?.next) break;
    current = { setup: best.setup, first: best.next };
  }
  return explanations;
}

function search(trace: Trace, setup: Setup, first: Compared) {
  const tried = causes
    .filter((cause) => reaches(cause, trace, first))
    .flatMap((cause) =>
      cause.change(setup, { trace, first }).map(({ setup: other, other: word = "" }) => {
        const next = firstDifference(trace, other);
        return {
          cause: cause.name,
          other: word,
          setup: other,
          next,
          place: next?.place ?? Number.POSITIVE_INFINITY,
        };
      }),
    );
  const furthest = Math.max(first.place, ...tried.map(({ place }) => place));
  const kept = tried.filter(({ place }) => place === furthest && place > first.place);
  // What is explained by a convention is not blamed on precision.
  const conventions = kept.filter(({ cause }) => cause !== "lowerPrecision");
  const chosen = conventions.length > 0 ? conventions : kept;
  const found = chosen.map(({ cause, other }): Found => ({ cause, other }));
  const distinct = found.filter((one, i) => found.findIndex((other) => isSame(one, other)) === i);
  return { found: distinct, best: chosen[0] };
}

/** Of precisions the finest that explains a difference is enough. */
const isSame = (a: Found, b: Found): boolean =>
  a.cause === b.cause && (a.other === b.other || a.cause === "lowerPrecision");

/** Whether a cause can have made the tensor that differs, as far as what is before it is recorded and agrees. */
function reaches({ acts }: Cause, { recording, weights }: Trace, { kind, step }: Compared): boolean {
  if (acts.includes(kind)) return true;
  if (kind !== "weight") return false;
  const seen = [...weights.parameters.keys()].every((name) => recording.at(gradientName(name), step));
  return !seen && acts.some((one) => one === "gradient");
}
