import { extremum } from "./extremum.ts";

/** The smaller of a and b; NaN if either is NaN. Where they are equal the cotangent goes to b. */
export const minimum = extremum("minimum", "min", (k, a, b) => k.less(a, b));
