/** Units of one layer that do no work, by what is the matter with them. */
export interface IdleUnits {
  /** 0 on every example, with a slope of 0: nothing comes out, and no gradient goes in. */
  readonly dead: readonly number[];
  /** The same on nearly all examples. */
  readonly nearlyDead: readonly number[];
  /** The same number on every example, and not dead. */
  readonly constant: readonly number[];
  /** Their slope is below the threshold on nearly all examples, and they are none of the others. */
  readonly saturated: readonly number[];
}

/** Below this, a slope is as good as none: a sigmoid's where |z| > 4.6, a tanh's where |z| > 3. */
export const smallSlope = 0.01;
/** What can be the matter, in the order it is told. */
export const idleStates = ["dead", "nearlyDead", "constant", "saturated"] as const;

/** The share of the examples that counts as nearly all. */
export const nearlyAll = 0.99;

/**
 * What units do on all examples.
 *
 * @param values activations, row-major, one example a row
 * @param slopes g' at the same places
 */
export function idleUnits(values: ArrayLike<number>, slopes: ArrayLike<number>, units: number): IdleUnits {
  const examples = values.length / units;
  const idle = Object.fromEntries(idleStates.map((state) => [state, [] as number[]])) as Record<
    keyof IdleUnits,
    number[]
  >;
  const enough = nearlyAll * examples;
  for (let unit = 0; unit < units; unit++) {
    let [equal, off, small] = [0, 0, 0];
    for (let i = 0; i < examples; i++) {
      const value = values[i * units + unit]!;
      const slope = Math.abs(slopes[i * units + unit]!);
      if (value === values[unit]) equal++;
      if (value === 0 && slope === 0) off++;
      if (slope < smallSlope) small++;
    }
    if (off === examples) idle.dead.push(unit);
    else if (off >= enough) idle.nearlyDead.push(unit);
    else if (equal === examples && examples > 1) idle.constant.push(unit);
    else if (small >= enough) idle.saturated.push(unit);
  }
  return idle;
}
