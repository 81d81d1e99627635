import { accuracyMetric } from "./accuracy.ts";
import { f1Metric } from "./f1.ts";
import { logLossMetric } from "./logLoss.ts";
import { meanAbsoluteErrorMetric } from "./meanAbsoluteError.ts";
import { meanSquaredErrorMetric } from "./meanSquaredError.ts";
import type { Metric } from "./metric.ts";
import { precisionMetric } from "./precision.ts";
import { r2Metric } from "./r2.ts";
import { recallMetric } from "./recall.ts";
import { rocAucMetric } from "./rocAuc.ts";

/**
 * The table of metrics, in the order of reports: one file and one line for each.
 *
 * @example
 * metrics.map(({ name }) => name).slice(0, 4); // ["accuracy", "precision", "recall", "f1"]
 */
export const metrics: readonly Metric[] = [
  accuracyMetric,
  precisionMetric,
  recallMetric,
  f1Metric,
  rocAucMetric,
  logLossMetric,
  r2Metric,
  meanAbsoluteErrorMetric,
  meanSquaredErrorMetric,
];
