import { RandomState } from "../array/random.ts";
import { labeled } from "./dataset.ts";
import { generator } from "./generator.ts";
import { linspace } from "./linspace.ts";
import { count, seed } from "./options.ts";
import { cos, sin } from "./trigonometry.ts";

/**
 * The flower: petals of two classes around the origin, the data of "Planar data classification with one hidden
 * layer". For class j in 0, 1 with N points each, from one `RandomState(seed)`:
 *
 *     t = linspace(3.12 j, 3.12 (j+1), N) + 0.2 randn(N)
 *     r = 4 sin(4t) + 0.2 randn(N)
 *     x = (r sin t, r cos t)
 *
 * x has shape (samples, 2), first all of class 0, then class 1, which gets the odd one.
 *
 * @throws ChainruleError `usage` for an unknown option or a value out of range
 *
 * @example
 * const { x, y } = planar({ samples: 400, seed: 1 });
 * x.shape; // [400, 2]
 * x.at(0, 0); // 1.2044422922543
 */
export const planar = generator({
  name: "planar",
  about: "a flower whose petals alternate between two classes (one hidden layer can learn it, a line cannot)",
  options: { samples: count(400, "points in all", { min: 2 }), seed: seed() },
  make({ samples, seed }) {
    const rng = new RandomState(seed);
    const x = new Float64Array(2 * samples);
    const first = Math.floor(samples / 2);
    for (const j of [0, 1]) {
      const start = j * first;
      const n = j === 0 ? first : samples - first;
      const spread = linspace(j * 3.12, (j + 1) * 3.12, n);
      const turn = rng.randn(n);
      const radius = rng.randn(n);
      for (let i = 0; i < n; i++) {
        const t = spread[i]! + 0.2 * turn[i]!;
        const r = 4 * sin(4 * t) + 0.2 * radius[i]!;
        x[2 * (start + i)] = r * sin(t);
        x[2 * (start + i) + 1] = r * cos(t);
      }
    }
    const labels = Int32Array.from({ length: samples }, (_, i) => (i < first ? 0 : 1));
    return labeled("planar", x, labels, ["0", "1"]);
  },
});
