import { RandomState } from "../array/random.ts";
import { labeled } from "./dataset.ts";
import { generator } from "./generator.ts";
import { count, seed } from "./options.ts";

/**
 * A checkerboard of `cells` by `cells` squares over [-1, 1) x [-1, 1). From one `RandomState(seed)`:
 *
 *     x = uniform(-1, 1, (samples, 2))
 *     class = (floor(cells (x1 + 1) / 2) + floor(cells (x2 + 1) / 2)) mod 2
 *
 * x has shape (samples, 2).
 *
 * @throws ChainruleError `usage` for an unknown option or a value out of range
 *
 * @example
 * checkerboard({ samples: 500, cells: 4 }).x.shape; // [500, 2]
 */
export const checkerboard = generator({
  name: "checkerboard",
  about: "squares of two classes in turn (2 by 2 is exclusive or with noise)",
  options: {
    samples: count(500, "points in all", { min: 2 }),
    cells: count(4, "squares along a side", { min: 2, max: 100 }),
    seed: seed(),
  },
  make({ samples, cells, seed }) {
    const x = new RandomState(seed).uniform(-1, 1, 2 * samples);
    const cell = (v: number) => Math.floor((cells * (v + 1)) / 2);
    const labels = Int32Array.from(
      { length: samples },
      (_, i) => (cell(x[2 * i]!) + cell(x[2 * i + 1]!)) % 2,
    );
    return labeled("checkerboard", x, labels, ["0", "1"]);
  },
});
