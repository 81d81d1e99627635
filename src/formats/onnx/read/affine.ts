import type { Scaling } from "../../../data/scaling.ts";

/** One operation on each feature: with one number for all of them, or one for each. */
export interface Affine {
  readonly op: "add" | "sub" | "mul" | "div";
  readonly values: ArrayLike<number>;
}

const at = ({ values }: Affine, j: number): number => values[values.length === 1 ? 0 : j]!;

/**
 * The operations as `(x - offset) / scale`, to the bit where they are one subtraction and one division; undefined
 * where a factor is 0 or not finite.
 */
export function scalingOf(steps: readonly Affine[], width: number): Scaling | undefined {
  const offset = new Array<number>(width).fill(0);
  const scale = new Array<number>(width).fill(1);
  for (const step of steps)
    for (let j = 0; j < width; j++) {
      const value = at(step, j);
      if (step.op === "sub") offset[j]! += value * scale[j]!;
      else if (step.op === "add") offset[j]! -= value * scale[j]!;
      else if (step.op === "div") scale[j]! *= value;
      else scale[j]! /= value;
    }
  const isScaling = [...offset, ...scale].every(Number.isFinite) && !scale.includes(0);
  return isScaling ? { offset, scale } : undefined;
}

/** The operations as `slope x + shift`. */
export function slopeAndShift(
  steps: readonly Affine[],
  width: number,
): { readonly slope: readonly number[]; readonly shift: readonly number[] } {
  const slope = new Array<number>(width).fill(1);
  const shift = new Array<number>(width).fill(0);
  for (const step of steps)
    for (let j = 0; j < width; j++) {
      const value = at(step, j);
      if (step.op === "sub") shift[j]! -= value;
      else if (step.op === "add") shift[j]! += value;
      else {
        const factor = step.op === "mul" ? value : 1 / value;
        slope[j]! *= factor;
        shift[j]! *= factor;
      }
    }
  return { slope, shift };
}
