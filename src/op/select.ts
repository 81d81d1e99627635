import { elementwise } from "./op.ts";

/** a where the condition (a `bool`) holds, else b: NumPy's `where`. */
export const select = elementwise({
  name: "select",
  args: ["condition", "a", "b"],
  conditions: ["condition"],
  value: (k, condition, a, b) => k.select(condition, a, b),
  derivative: (k, g, [condition]) => [null, k.select(condition, g, k.zero), k.select(condition, k.zero, g)],
  formula: {
    text: "{a} if {condition} else {b}",
    latex: "\\begin{cases} {a} & {condition} \\\\ {b} & \\text{otherwise} \\end{cases}",
    numpy: "np.where({condition}, {a}, {b})",
  },
});
