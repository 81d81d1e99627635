import { fail } from "../../../../src/base/error.ts";
import type { Convention } from "../../../../src/explain/formula/formula.ts";
import { requireSample } from "../../../../src/explain/trace/explain.ts";
import { after, type Moment, type Taken, take } from "../../../../src/explain/trace/moment.ts";
import { presetMoment } from "../../../../src/explain/trace/presets.ts";
import { type Trace, traceTaken } from "../../../../src/explain/trace/trace.ts";
import { optimizerKind } from "../../../../src/nn/optimizers/index.ts";
import { copyOf } from "../../../../src/train/state.ts";
import type { Session } from "../../../engine/session.ts";
import type { Stage } from "../../../engine/stage.ts";
import type { At, Wish } from "../view.ts";

/** A recorded update: every value of it stays as it was, while the run goes on. */
export interface Held {
  readonly id: number;
  readonly moment: Moment;
  readonly taken: Taken;
  trace(convention: Convention): Trace;
  /** The same examples through the network after the update; undefined for an optimizer that searches along a line. */
  later(): Taken | undefined;
}

/** Parameters times examples of a batch that is taken apart at once: about a second of work. */
const mostWork = 5e7;
/** Traces that are kept: a step back and forth, with and without one example, is at hand at once. */
const mostHeld = 4;
const held: { readonly key: string; readonly one: Held }[] = [];
let count = 0;

const numbers = new WeakMap<Session, number>();
const numberOf = (session: Session): number => {
  if (!numbers.has(session)) numbers.set(session, count++);
  return numbers.get(session)!;
};

/** The trace that a wish asks for; one that was recorded before is found again. */
export function record(stage: Stage, wish: Wish): Held {
  const { subject, step, sample } = wish;
  const isRun = subject === "run";
  const session = isRun ? stage.session() : undefined;
  const where = session
    ? [numberOf(session), session.steps(), JSON.stringify(session.changes())]
    : [subject, step];
  const key = [...where, sample].join(" ");
  const known = held.find((one) => one.key === key);
  if (known) return known.one;
  const moment = session ? momentOf(session) : presetMoment(subject, { step });
  requireSample(sample, moment.plan.step.examples);
  requireFew(moment, sample);
  const one = holding(moment, sample);
  held.unshift({ key, one });
  held.length = Math.min(held.length, mostHeld);
  return one;
}

/** The trace that was recorded under a number; undefined where it is gone. */
export const recorded = ({ id }: Pick<At, "id">): Held | undefined =>
  held.find(({ one }) => one.id === id)?.one;

/** @throws ChainruleError `usage` for a batch that would keep the page waiting */
function requireFew({ plan, arrays }: Moment, sample: number | undefined): void {
  const numbers = [...arrays.values()].reduce((sum, { length }) => sum + length, 0);
  const { batch } = plan.step;
  if (sample === undefined && numbers * batch > mostWork)
    fail("usage", {
      who: "One step",
      expected: `a batch of at most ${Math.max(1, Math.floor(mostWork / numbers))} examples, for this network,`,
      got: String(batch),
      fix: "Take one example apart, or choose a smaller batch.",
    });
}

/** The run as it stands, between two updates. */
const momentOf = (session: Session): Moment => ({
  plan: session.plan(),
  steps: session.steps(),
  arrays: copyOf(session.arrays()),
});

function holding(moment: Moment, sample: number | undefined): Held {
  const taken = take(moment, sample);
  const traces = new Map<Convention, Trace>();
  const isOneFormula = optimizerKind(moment.plan.step.optimizer.name).kind !== "fullBatch";
  let later: Taken | undefined;
  return {
    id: count++,
    moment,
    taken,
    trace(convention) {
      const trace = traces.get(convention) ?? traceTaken(moment, taken, convention);
      traces.set(convention, trace);
      return trace;
    },
    later() {
      if (isOneFormula) later ??= take({ ...moment, arrays: after(moment, taken).arrays }, sample);
      return later;
    },
  };
}
