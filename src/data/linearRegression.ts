import { RandomState } from "../array/random.ts";
import { measured } from "./dataset.ts";
import { generator } from "./generator.ts";
import { count, real, seed } from "./options.ts";

/**
 * Numbers on a plane, with noise: what one dense layer without activation learns exactly.
 * From one `RandomState(seed)`:
 *
 *     w = randn(features)
 *     x = uniform(-1, 1, (samples, features))
 *     y = x w + bias + noise randn(samples)
 *
 * x has shape (samples, features), y has shape (samples, 1).
 *
 * @throws ChainruleError `usage` for an unknown option or a value out of range
 *
 * @example
 * linearRegression({ samples: 100, features: 3 }).x.shape; // [100, 3]
 */
export const linearRegression = generator({
  name: "linearRegression",
  about: "numbers on a plane, with noise",
  options: {
    samples: count(200, "examples"),
    features: count(1, "inputs of an example", { max: 10_000 }),
    bias: real(0.5, "height of the plane over the origin"),
    noise: real(0.1, "standard deviation of the noise", { min: 0 }),
    seed: seed(),
  },
  make({ samples, features, bias, noise, seed }) {
    const rng = new RandomState(seed);
    const w = rng.randn(features);
    const x = rng.uniform(-1, 1, samples * features);
    const error = rng.randn(samples);
    const y = error.map((e, i) => {
      const row = x.subarray(i * features, (i + 1) * features);
      return row.reduce((sum, v, j) => sum + v * w[j]!, 0) + bias + noise * e;
    });
    return measured("linearRegression", x, y);
  },
});
