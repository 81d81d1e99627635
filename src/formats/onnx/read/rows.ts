import { NDArray } from "../../../array/ndarray.ts";
import { allocate, isFloat } from "../../../base/dtype.ts";
import { formatShape } from "../../../base/shape.ts";

/** Complains about the node that is read just now. */
export type Refuse = (expected: string, got: string, fix?: string) => never;

/** What is known of an example at this place of the network: how many numbers it has, and that it is a row of them. */
export interface Rows {
  /** How many numbers an example of the input has. */
  readonly features: number | undefined;
  readonly width: number | undefined;
  readonly isFlat: boolean;
  /** Says how many numbers an example has; it must be so where that is known already. */
  widen(needed: number): void;
  /** A layer may give examples of any number from here on. */
  forget(): void;
  /** From here on, an example is a row. */
  flatten(): void;
  /** An array with a number for each feature, where one for all of them is given too. */
  vector(array: NDArray): NDArray;
}

/** @param axes the lengths of the input's axes */
export function rowsOf(axes: readonly (number | undefined)[] | undefined, refuse: Refuse): Rows {
  let isFlat = axes === undefined || axes.length === 2;
  let features = widthOf(axes?.slice(1));
  let width = features;
  return {
    get features() {
      return features;
    },
    get width() {
      return width;
    },
    get isFlat() {
      return isFlat;
    },
    widen(needed) {
      if (!isFlat)
        refuse("examples in rows", `an input of ${axes!.length} axes`, "Flatten it first, in the network.");
      if (width !== undefined && width !== needed)
        refuse(`an array for ${width} features`, `one for ${needed}`);
      if (needed < 1) refuse("at least one feature", "none");
      width = needed;
      features ??= needed;
    },
    forget() {
      width = undefined;
    },
    flatten() {
      isFlat = true;
    },
    vector({ shape, size, data, dtype }) {
      if (!isFloat(dtype)) refuse("weights that are floats", dtype);
      const isRow = shape.every((length, axis) => axis === shape.length - 1 || length === 1);
      if (!isRow) refuse("a number for each feature", `an array of shape ${formatShape(shape)}`);
      if (size !== 1 || width === undefined) return new NDArray(data, [size], dtype);
      return new NDArray(allocate(dtype, width).fill(data[0]!), [width], dtype);
    },
  };
}

/** The product of lengths, where all are known. */
function widthOf(lengths: readonly (number | undefined)[] | undefined): number | undefined {
  const product = lengths?.reduce<number | undefined>(
    (sofar, length) => (sofar === undefined || length === undefined ? undefined : sofar * length),
    1,
  );
  return product !== undefined && Number.isSafeInteger(product) ? product : undefined;
}
