import { nextTurn } from "../../src/base/nextTurn.ts";
import type { Session } from "./session.ts";

/** Takes a run to a step, however far, while everything else a thread does goes on. */
export interface Journey {
  /**
   * Arrives, or gives way: to the next journey once it has gone on for a moment, so that who drags a slider sees the
   * run move; to anything else the run is told at once.
   */
  to(session: Session, steps: number): Promise<void>;
  stop(): void;
}

/** A journey goes on that long before the next one takes its place. Milliseconds. */
const moment = 150;

/** Work goes on about this long before messages get a turn. Milliseconds. */
const turn = 12;

export function journeyOf(): Journey {
  let asked = 0;
  let stopped = 0;
  let underWay: Promise<void> = Promise.resolve();

  async function travel(own: number, session: Session, steps: number): Promise<void> {
    const began = performance.now();
    const goesOn = (): boolean => own > stopped && (own === asked || performance.now() - began < moment);
    const goal = Math.max(0, Math.min(steps, session.end));
    const from = session.keyframes.before(goal).steps;
    if (goal < session.steps() || from > session.steps()) session.seek(from);
    for (let chunk = 1; goesOn() && session.steps() < goal; ) {
      const start = performance.now();
      while (session.steps() < goal && performance.now() - start < turn) {
        const before = performance.now();
        if (session.advance(Math.min(chunk, goal - session.steps())) === 0) return;
        const took = performance.now() - before;
        chunk = took < turn / 4 ? 2 * chunk : Math.max(1, Math.floor((chunk * turn) / 2 / took));
      }
      await nextTurn();
    }
  }

  return {
    to(session, steps) {
      const own = ++asked;
      const arrival = underWay.then(() =>
        own === asked && own > stopped ? travel(own, session, steps) : undefined,
      );
      underWay = arrival.catch(() => {});
      return arrival;
    },
    stop() {
      stopped = asked;
    },
  };
}
