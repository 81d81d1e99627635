import { comparison } from "./comparison.ts";

/** Whether a equals b (0 and -0 are equal); false if either is NaN. */
export const equal = comparison("equal", {
  value: (k, a, b) => k.equal(a, b),
  sign: "==",
  latex: "=",
});
