import { RandomState } from "../array/random.ts";
import { trace } from "./curves.ts";
import { labeled } from "./dataset.ts";
import { generator } from "./generator.ts";
import { linspace } from "./linspace.ts";
import { count, real, seed } from "./options.ts";
import { addNoise, shufflePoints } from "./shuffle.ts";
import { cos, sin } from "./trigonometry.ts";

/**
 * A circle inside another: the points of scikit-learn's
 * `make_circles(n_samples=samples, noise=noise, factor=factor, random_state=seed)`. Class 1 is the inner circle,
 * whose radius is `factor`; the outer one has radius 1. x has shape (samples, 2).
 *
 * @throws ChainruleError `usage` for an unknown option or a value out of range
 *
 * @example
 * circles({ samples: 100, factor: 0.5 }).x.shape; // [100, 2]
 */
export const circles = generator({
  name: "circles",
  about: "a circle inside another (scikit-learn's make_circles)",
  options: {
    samples: count(200, "points in all", { min: 2 }),
    noise: real(0.1, "standard deviation of the noise", { min: 0 }),
    factor: real(0.5, "radius of the inner circle; the outer one has 1", { min: 0, max: 1 }),
    seed: seed(),
  },
  make({ samples, noise, factor, seed }) {
    const rng = new RandomState(seed);
    const outer = Math.floor(samples / 2);
    const curves = trace([
      { t: linspace(0, 2 * Math.PI, outer, false), point: (t) => [cos(t), sin(t)] },
      {
        t: linspace(0, 2 * Math.PI, samples - outer, false),
        point: (t) => [cos(t) * factor, sin(t) * factor],
      },
    ]);
    const { x, labels } = shufflePoints(rng, curves);
    return labeled("circles", addNoise(rng, x, noise), labels, ["0", "1"]);
  },
});
