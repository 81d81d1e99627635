import { elementwise } from "./op.ts";

/** x itself, through which no cotangent flows back. */
export const stopGradient = elementwise({
  name: "stopGradient",
  args: ["x"],
  value: (_k, x) => x,
  derivative: () => [null],
  formula: {
    text: "{x}",
    latex: "{x}",
    numpy: "{x}",
  },
  samples: [-40, -1, -1e-8, 0, 1e-8, 1, 40, Number.NaN],
});
