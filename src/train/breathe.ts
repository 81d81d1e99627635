import { nextTurn } from "../base/nextTurn.ts";

/** Work goes on at most this long before others get a turn: a progress bar, a frame, an abort. Milliseconds. */
const turn = 30;

/** Lets the event loop run now and then. The returned function is called often and waits only when a turn is over. */
export function breather(): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    if (performance.now() - last < turn) return undefined;
    return nextTurn().then(() => {
      last = performance.now();
    });
  };
}
