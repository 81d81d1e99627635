import { comparison } from "./comparison.ts";

/** Whether a >= b; false if either is NaN. */
export const greaterEqual = comparison("greaterEqual", {
  value: (k, a, b) => k.lessEqual(b, a),
  sign: ">=",
  latex: "\\ge",
});
