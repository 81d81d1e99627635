import type { FloatType } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { formatShape } from "../base/shape.ts";
import type { Counter } from "./op.ts";

/**
 * A mask that keeps each element with probability 1 - rate and scales the kept ones by 1 / (1 - rate), so that
 * the expected value stays (inverted dropout; Srivastava et al. 2014). Element i is kept where the upper 24 bits
 * of threefry(key = (seed, stream), counter = (step, i)) reach rate 2^24: the same mask in every backend,
 * at every step, without a state to carry.
 */
export const dropoutMask: Counter<
  "dropoutMask",
  readonly ["seed", "step"],
  {
    readonly shape: readonly number[];
    readonly rate: number;
    readonly stream: number;
    readonly dtype: FloatType;
  }
> = {
  kind: "counter",
  name: "dropoutMask",
  args: ["seed", "step"],
  attributes: { shape: [], rate: 0.5, stream: 0, dtype: "float32" },
  infer: (operands, { shape, rate, dtype }) => {
    if (!(rate >= 0 && rate < 1))
      fail("usage", { who: "dropoutMask", expected: "a rate from 0 and below 1", got: String(rate) });
    if (operands.some((operand) => operand.dtype !== "int32" || operand.shape.length > 0))
      fail("shape", {
        who: "dropoutMask",
        expected: "seed and step as int32 scalars",
        got: operands.map((operand) => `${operand.dtype} ${formatShape(operand.shape)}`).join(" and "),
      });
    return { shape, dtype };
  },
  threshold: ({ rate }) => Math.ceil(rate * 2 ** 24),
  below: () => 0,
  above: ({ rate }) => 1 / (1 - rate),
  derivative: () => [null, null],
  formula: {
    text: "mask(rate {rate}) / (1 - {rate})",
    latex: "\\frac{m}{1 - {rate}}",
    numpy: "(np.random.rand(*{shape}) >= {rate}) / (1 - {rate})",
  },
};
