import { ops } from "../../graph/build.ts";
import type { Node } from "../../graph/node.ts";
import { moments, standardize } from "../functions/standardize.ts";
import { complete, number } from "../settings.ts";
import type { Layer, LayerKind } from "./layer.ts";
import { checkRows } from "./rows.ts";
import { layerText, settingsOfLayer } from "./settings.ts";

export interface BatchNorm extends Layer {
  readonly type: "batchNorm";
  readonly momentum: number;
  readonly epsilon: number;
}

const settings = {
  momentum: number(0.9, { from: 0, below: 1 }),
  epsilon: number(1e-5, { above: 0 }),
};

/**
 * Batch normalization (Ioffe & Szegedy 2015): each feature is brought to mean 0 and variance 1, then
 * `gamma x + beta` with a trained gamma (starts at 1) and beta (starts at 0). In training the mean and the
 * variance are the batch's (variance divided by m); in prediction they are running ones, which each step moves
 * by `running = momentum running + (1 - momentum) batch`, the variance then divided by m - 1.
 * A momentum of 0.9 here is one of 0.1 in PyTorch. A batch of one example comes out as beta, and leaves the running
 * variance alone: one example has none.
 *
 * @throws ChainruleError `usage` for a momentum outside [0, 1) or an epsilon that is not above 0
 *
 * @example
 * batchNorm({ momentum: 0.99 }).momentum; // 0.99
 */
export const batchNorm = (given: Partial<Pick<BatchNorm, "momentum" | "epsilon">> = {}): BatchNorm => ({
  type: "batchNorm",
  ...complete("batchNorm", settings, given),
});

export const batchNormKind: LayerKind<BatchNorm> = {
  type: "batchNorm",
  numbered: false,
  settings,
  text: (layer) => layerText(settings, layer),
  check(layer, input, who) {
    checkRows(input, who);
    settingsOfLayer(who, settings, layer);
  },
  build({ momentum, epsilon }, x, scope) {
    const [examples, width] = x.shape as [number, number];
    const gamma = scope.parameter("gamma", [width], { name: "constant", numbers: [1] });
    const beta = scope.parameter("beta", [width], { name: "zeros", numbers: [] });
    const runningMean = scope.state("mean", [width], 0);
    const runningVariance = scope.state("variance", [width], 1);
    const normal = scope.training ? byBatch() : standardize(x, runningMean, runningVariance, epsilon);
    return scope.name("Ztilde", ops.add(ops.mul(gamma, scope.name("Znorm", normal)), beta));

    function byBatch(): Node {
      const { mean, variance } = moments(x, 0);
      follow(runningMean, mean);
      if (examples > 1) follow(runningVariance, ops.mul(examples / (examples - 1), variance));
      return standardize(x, mean, variance, epsilon);
    }

    function follow(running: Node, now: Node): void {
      const batch = ops.reshape(now, { shape: [width] });
      scope.update(running, ops.add(ops.mul(momentum, running), ops.mul(1 - momentum, batch)));
    }
  },
};
