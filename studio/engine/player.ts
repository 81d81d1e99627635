import { nextTurn } from "../../src/base/nextTurn.ts";

/** Takes steps in the background of everything else a thread does, at a pace. */
export interface Player {
  readonly playing: boolean;
  /** Updates taken in a second, lately. */
  readonly rate: number;
  /** @param speed updates a second; 0 for as many as can be */
  play(speed: number): void;
  pause(): void;
}

/** Work goes on at most this long before messages get a turn. Milliseconds. */
const turn = 6;

/**
 * @param take takes up to so many steps and says how many it took; fewer where the run is over
 */
export function playerOf(take: (most: number) => number, stopped: (error?: unknown) => void): Player {
  let running = 0;
  let plays = 0;
  let rate = 0;
  let chunk = 1;

  async function run(own: number, speed: number): Promise<void> {
    let began = performance.now();
    let taken = 0;
    let [since, counted] = [began, 0];
    while (running === own) {
      const start = performance.now();
      if (start - since > 500) {
        rate = ((taken - counted) * 1000) / (start - since);
        [since, counted] = [start, taken];
      }
      // A page in the background is held up: what it missed is not made up for.
      const owed = Math.floor(((start - began) * speed) / 1000) - taken;
      if (speed > 0 && owed > speed) began += ((owed - 1) * 1000) / speed;
      let left = speed > 0 ? Math.min(owed, speed) : Infinity;
      while (left > 0 && performance.now() - start < turn) {
        const before = performance.now();
        const most = Math.min(left, chunk);
        const done = take(most);
        taken += done;
        left -= done;
        const took = Math.max(performance.now() - before, 0.01);
        if (done === chunk) chunk = Math.max(1, Math.min(2 * chunk, Math.floor((done * turn) / 2 / took)));
        if (done < most) {
          running = 0;
          rate = 0;
          stopped();
          return;
        }
      }
      if (speed > 0 && left <= 0) await new Promise((resolve) => setTimeout(resolve, 4));
      else await nextTurn();
    }
  }

  return {
    get playing() {
      return running !== 0;
    },
    get rate() {
      return running === 0 ? 0 : rate;
    },
    play(speed) {
      running = ++plays;
      run(running, speed).catch((error) => {
        running = 0;
        stopped(error);
      });
    },
    pause() {
      running = 0;
      rate = 0;
    },
  };
}
