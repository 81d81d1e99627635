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
});
