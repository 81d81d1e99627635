import { RandomState } from "../array/random.ts";
import { trace } from "./curves.ts";
import { labeled } from "./dataset.ts";
import { generator } from "./generator.ts";
import { linspace } from "./linspace.ts";
import { count, real, seed } from "./options.ts";
import { addNoise, shufflePoints } from "./shuffle.ts";
import { cos, sin } from "./trigonometry.ts";

/**
 * Two interleaved half circles: the points of scikit-learn's
 * `make_moons(n_samples=samples, noise=noise, random_state=seed)`. Class 0 is the upper moon.
 * x has shape (samples, 2).
 *
 * @throws ChainruleError `usage` for an unknown option or a value out of range
 *
 * @example
 * moons({ samples: 200, noise: 0.2, seed: 42 }).x.shape; // [200, 2]
 */
export const moons = generator({
  name: "moons",
  about: "two interleaved half circles (scikit-learn's make_moons)",
  options: {
    samples: count(200, "points in all", { min: 2 }),
    noise: real(0.1, "standard deviation of the noise", { min: 0 }),
    seed: seed(),
  },
  make({ samples, noise, seed }) {
    const rng = new RandomState(seed);
    const outer = Math.floor(samples / 2);
    const curves = trace([
      { t: linspace(0, Math.PI, outer), point: (t) => [cos(t), sin(t)] },
      { t: linspace(0, Math.PI, samples - outer), point: (t) => [1 - cos(t), 1 - sin(t) - 0.5] },
    ]);
    const { x, labels } = shufflePoints(rng, curves);
    return labeled("moons", addNoise(rng, x, noise), labels, ["0", "1"]);
  },
});
