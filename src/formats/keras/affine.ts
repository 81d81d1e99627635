import type { Scaling } from "../../data/scaling.ts";

/** `(x - offset) / scale` of each column; one number where all columns have the same. */
export interface Affine {
  readonly offset: number | readonly number[];
  readonly scale: number | readonly number[];
}

/** What `first` and then `second` do to a column, as one step. */
export function compose(first: Affine, second: Affine): Affine {
  const combine = (at: (i: number) => number): number | readonly number[] => {
    const lengths = [first.offset, first.scale, second.offset, second.scale].map((part) =>
      typeof part === "number" ? 0 : part.length,
    );
    const length = Math.max(...lengths);
    return length === 0 ? at(0) : Array.from({ length }, (_, i) => at(i));
  };
  return {
    offset: combine((i) => column(first.offset, i) + column(second.offset, i) * column(first.scale, i)),
    scale: combine((i) => column(first.scale, i) * column(second.scale, i)),
  };
}

const column = (part: number | readonly number[], i: number): number =>
  typeof part === "number" ? part : part[i]!;

/** The scaling of `features` columns. */
export function scalingOf({ offset, scale }: Affine, features: number): Scaling {
  const all = (part: number | readonly number[]) =>
    Array.from({ length: features }, (_, i) => column(part, i));
  return { offset: all(offset), scale: all(scale) };
}
