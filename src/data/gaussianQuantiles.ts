import { RandomState } from "../array/random.ts";
import { fail } from "../base/error.ts";
import { labeled } from "./dataset.ts";
import { generator } from "./generator.ts";
import { count, real, seed } from "./options.ts";
import { shufflePoints } from "./shuffle.ts";

/**
 * One round normal cloud, cut into nested rings of equal count, one a class: the points of scikit-learn's
 * `make_gaussian_quantiles(n_samples=samples, n_features=features, n_classes=classes, cov=variance,
 * random_state=seed)`. x has shape (samples, features).
 *
 * @throws ChainruleError `usage` for an unknown option, a value out of range, or fewer points than classes
 *
 * @example
 * gaussianQuantiles({ samples: 90, classes: 3 }).classes; // ["0", "1", "2"]
 */
export const gaussianQuantiles = generator({
  name: "gaussianQuantiles",
  about: "one normal cloud cut into nested rings, one a class (scikit-learn's make_gaussian_quantiles)",
  options: {
    samples: count(300, "points in all", { min: 2 }),
    classes: count(3, "rings, that is classes", { min: 2, max: 1000 }),
    features: count(2, "coordinates of a point", { max: 10_000 }),
    variance: real(1, "variance of each coordinate", { min: 0 }),
    seed: seed(),
  },
  make({ samples, classes, features, variance, seed }) {
    if (samples < classes)
      fail("usage", {
        who: "gaussianQuantiles",
        expected: `at least as many samples as classes (${classes})`,
        got: `${samples}`,
      });
    const rng = new RandomState(seed);
    const sd = Math.sqrt(variance);
    const drawn = rng.randn(samples * features).map((z) => sd * z);
    const row = (i: number) => drawn.subarray(i * features, (i + 1) * features);
    const distance = Float64Array.from({ length: samples }, (_, i) => row(i).reduce((d, v) => d + v * v, 0));
    const outward = Int32Array.from({ length: samples }, (_, i) => i).sort(
      (a, b) => distance[a]! - distance[b]!,
    );
    const x = new Float64Array(drawn.length);
    outward.forEach((from, to) => {
      x.set(row(from), to * features);
    });
    const step = Math.floor(samples / classes);
    const labels = outward.map((_, i) => Math.min(Math.floor(i / step), classes - 1));
    const points = shufflePoints(rng, { x, labels });
    const names = Array.from({ length: classes }, (_, c) => String(c));
    return labeled("gaussianQuantiles", points.x, points.labels, names);
  },
});
