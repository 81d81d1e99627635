/** Steps are taken together for about this long, so that a progress bar, a frame or an abort waits no longer. Milliseconds. */
export const stretch = 20;

/** How many steps to take in one call. */
export interface Pace {
  most(): number;
  /** Tells how long some steps took. */
  took(steps: number, milliseconds: number): void;
}

/** Begins with one step, and knows better after each call; at most twice as many as in the last one. */
export function pacer(): Pace {
  let most = 1;
  return {
    most: () => most,
    took(steps, milliseconds) {
      const fitting = Math.floor((steps * stretch) / Math.max(milliseconds, 0.01));
      most = Math.max(1, Math.min(fitting, 2 * most));
    },
  };
}
