import { elementwise } from "./op.ts";

/** Whether a > b; false if either is NaN. A `bool`: no cotangent flows back. */
export const greater = elementwise({
  name: "greater",
  args: ["a", "b"],
  result: "bool",
  value: (k, a, b) => k.less(b, a),
  derivative: () => [null, null],
  formula: { text: "{a} > {b}", latex: "{a} > {b}", numpy: "{a} > {b}" },
  samples: [
    [0, 1],
    [1, 0],
    [1, 1],
    [-0, 0],
    [Number.NaN, 1],
  ],
});
