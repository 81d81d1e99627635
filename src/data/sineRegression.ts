import { RandomState } from "../array/random.ts";
import { measured } from "./dataset.ts";
import { generator } from "./generator.ts";
import { count, real, seed } from "./options.ts";
import { sin } from "./trigonometry.ts";

/**
 * A sine wave with noise: a curve that no network without a hidden layer follows. From one `RandomState(seed)`:
 *
 *     x = uniform(-1, 1, samples)
 *     y = sin(2 pi waves x) + noise randn(samples)
 *
 * x and y have shape (samples, 1).
 *
 * @throws ChainruleError `usage` for an unknown option or a value out of range
 *
 * @example
 * sineRegression({ samples: 100 }).y.shape; // [100, 1]
 */
export const sineRegression = generator({
  name: "sineRegression",
  about: "a sine wave with noise",
  options: {
    samples: count(200, "examples"),
    waves: real(1, "waves between 0 and 1", { min: 0, max: 1000 }),
    noise: real(0.1, "standard deviation of the noise", { min: 0 }),
    seed: seed(),
  },
  make({ samples, waves, noise, seed }) {
    const rng = new RandomState(seed);
    const x = rng.uniform(-1, 1, samples);
    const error = rng.randn(samples);
    return measured(
      "sineRegression",
      x,
      x.map((v, i) => sin(2 * Math.PI * waves * v) + noise * error[i]!),
    );
  },
});
