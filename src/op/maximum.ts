import { extremum } from "./extremum.ts";

/** The larger of a and b; NaN if either is NaN. Where they are equal the cotangent goes to b. */
export const maximum = extremum("maximum", "max", (k, a, b) => k.less(b, a));
