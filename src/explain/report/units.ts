/** Units of one layer that do no work, by what is the matter with them. */
export interface IdleUnits {
  /** 0 on every example, with a slope of 0: nothing comes out, and no gradient goes in. */
  readonly dead: readonly number[];
  /** The same number on every example, and not dead. */
  readonly constant: readonly number[];
  /** Their slope is below the threshold on nearly all examples. */
  readonly saturated: readonly number[];
}

/** Below this, a slope is as good as none: a sigmoid's where |z| > 4.6, a tanh's where |z| > 3. */
export const smallSlope = 0.01;
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
  const idle = { dead: [] as number[], constant: [] as number[], saturated: [] as number[] };
  for (let unit = 0; unit < units; unit++) {
    let [equal, flat, small] = [0, 0, 0];
    for (let i = 0; i < examples; i++) {
      const slope = Math.abs(slopes[i * units + unit]!);
      if (values[i * units + unit] === values[unit]) equal++;
      if (slope === 0) flat++;
      if (slope < smallSlope) small++;
    }
    const isConstant = equal === examples && examples > 1;
    if (equal === examples && values[unit] === 0 && flat === examples) idle.dead.push(unit);
    else if (isConstant) idle.constant.push(unit);
    else if (small >= nearlyAll * examples) idle.saturated.push(unit);
  }
  return idle;
}
