import { RandomState } from "../array/random.ts";
import { labeled } from "./dataset.ts";
import { generator } from "./generator.ts";
import { count, real, seed } from "./options.ts";
import { shufflePoints } from "./shuffle.ts";

/**
 * Round normal clouds, one a class, around centers drawn uniformly from [-10, 10): the points of scikit-learn's
 * `make_blobs(samples, centers=centers, n_features=features, cluster_std=spread, random_state=seed)`.
 * x has shape (samples, features).
 *
 * @throws ChainruleError `usage` for an unknown option or a value out of range
 *
 * @example
 * blobs({ samples: 90, centers: 3 }).classes; // ["0", "1", "2"]
 */
export const blobs = generator({
  name: "blobs",
  about: "round normal clouds, one a class (scikit-learn's make_blobs)",
  options: {
    samples: count(300, "points in all", { min: 2 }),
    centers: count(3, "clouds, that is classes", { min: 2, max: 1000 }),
    features: count(2, "coordinates of a point", { max: 10_000 }),
    spread: real(1, "standard deviation of a cloud", { min: 0 }),
    seed: seed(),
  },
  make({ samples, centers, features, spread, seed }) {
    const rng = new RandomState(seed);
    const middle = rng.uniform(-10, 10, centers * features);
    const x = new Float64Array(samples * features);
    const labels = new Int32Array(samples);
    let row = 0;
    for (let c = 0; c < centers; c++) {
      const n = Math.floor(samples / centers) + (c < samples % centers ? 1 : 0);
      const cloud = rng
        .randn(n * features)
        .map((z, i) => middle[c * features + (i % features)]! + spread * z);
      x.set(cloud, row * features);
      labels.fill(c, row, row + n);
      row += n;
    }
    const points = shufflePoints(rng, { x, labels });
    return labeled(
      "blobs",
      points.x,
      points.labels,
      Array.from({ length: centers }, (_, c) => String(c)),
    );
  },
});
