import { reduction, spread } from "./reduction.ts";

/** The sum over axes. Each element has weight 1, so the cotangent goes back to all of them. */
export const sum = reduction({
  name: "sum",
  combine: (k, a, b) => k.add(a, b),
  identity: 0,
  neutral: -0,
  derivative: (k, g, [x], _s, attributes) => [spread(k, g, x, attributes, "sum")],
  latex: "\\sum {x}",
});
