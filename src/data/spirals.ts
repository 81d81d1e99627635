import { RandomState } from "../array/random.ts";
import { trace } from "./curves.ts";
import { labeled } from "./dataset.ts";
import { generator } from "./generator.ts";
import { count, real, seed } from "./options.ts";
import { addNoise } from "./shuffle.ts";
import { cos, sin } from "./trigonometry.ts";

/**
 * Two spirals wound around each other, after Lang and Witbrock, "Learning to tell two spirals apart" (1988).
 * From one `RandomState(seed)`, with N points of each class:
 *
 *     s = sqrt(rand(N)) for class 0, then for class 1     even over the plane, not along the arm
 *     angle = 2 pi turns s + pi class
 *     x = (s cos angle, s sin angle) + noise randn(samples, 2)
 *
 * x has shape (samples, 2), first all of class 0, then class 1, which gets the odd one.
 *
 * @throws ChainruleError `usage` for an unknown option or a value out of range
 *
 * @example
 * spirals({ samples: 200, turns: 1.5 }).x.shape; // [200, 2]
 */
export const spirals = generator({
  name: "spirals",
  about: "two spirals wound around each other (hard for small networks)",
  options: {
    samples: count(400, "points in all", { min: 2 }),
    turns: real(1.5, "turns that each spiral makes", { min: 0, max: 100 }),
    noise: real(0.02, "standard deviation of the noise; the spirals have radius 1", { min: 0 }),
    seed: seed(),
  },
  make({ samples, turns, noise, seed }) {
    const rng = new RandomState(seed);
    const first = Math.floor(samples / 2);
    const arm = (n: number, start: number) => ({
      t: rng.rand(n).map(Math.sqrt),
      point(s: number): [number, number] {
        const angle = 2 * Math.PI * turns * s + start;
        return [s * cos(angle), s * sin(angle)];
      },
    });
    const { x, labels } = trace([arm(first, 0), arm(samples - first, Math.PI)]);
    return labeled("spirals", addNoise(rng, x, noise), labels, ["0", "1"]);
  },
});
