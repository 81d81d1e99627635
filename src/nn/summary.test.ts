import { expect, test } from "vitest";
import { parseLayers } from "./parseLayers.ts";
import { summary } from "./summary.ts";

test("a summary shows each layer with its output, arrays and parameters, and the sum", () => {
  expect(summary({ features: 784, layers: parseLayers("50:relu,dropout(0.2),10:softmax") })).toBe(
    [
      "layer         output   arrays                  parameters",
      "50:relu       (m, 50)  W1 (784, 50), b1 (50,)      39,250",
      "dropout(0.2)  (m, 50)                                   0",
      "10:softmax    (m, 10)  W2 (50, 10), b2 (10,)          510",
      "total                                              39,760",
    ].join("\n"),
  );
});

test("running statistics are counted apart", () => {
  expect(summary({ features: 1, layers: parseLayers("2,batchNorm", { bias: false }) })).toBe(
    [
      "layer      output  arrays                                               parameters",
      "2          (m, 2)  W1 (1, 2)                                                     2",
      "batchNorm  (m, 2)  gamma1 (2,), beta1 (2,), mean1 (2,), variance1 (2,)           4",
      "total                                                                            6",
      "running statistics, not trained                                                  4",
    ].join("\n"),
  );
});
