import type { TypedArray } from "../base/dtype.ts";
import { ChainruleError } from "../base/error.ts";
import { express } from "../graph/express.ts";
import type { Node } from "../graph/node.ts";
import type { Program } from "../run/backend.ts";

/**
 * What `fit` throws when training leaves the finite numbers: where, and in which value first. Its `code` is `diverged`.
 *
 * @example
 * const fit = mlp(1, dense(1)).fit([[1], [2]], [1, 2], { optimizer: sgd(1000) });
 * const error = await fit.catch((reason) => reason);
 * error.name; // "DivergedError"
 * error.code; // "diverged"
 * error.step; // 5
 * error.tensor; // "(Z1 - Y)^2 (Infinity)"
 */
export class DivergedError extends ChainruleError {
  override readonly name = "DivergedError";
  /** Updates taken before the one that failed. */
  readonly step: number;
  readonly epoch: number;
  /** Name of the first value that was not finite, in the order of computation. */
  readonly tensor: string;

  /**
   * @param replay the step that failed, on the interpreter, which knows every value
   * @param advice what to try, in a sentence
   */
  constructor(
    replay: Program,
    loss: number,
    at: { readonly step: number; readonly epoch: number },
    advice: string,
  ) {
    replay.run();
    const tensor = firstBad(replay.trace()) ?? "loss";
    super(
      "diverged",
      `fit: expected a finite loss but got ${loss} at step ${at.step} (epoch ${at.epoch}); ` +
        `the first value to leave the finite numbers was ${tensor}. ${advice}`,
    );
    this.step = at.step;
    this.epoch = at.epoch;
    this.tensor = tensor;
  }
}

function firstBad(trace: Iterable<readonly [Node, TypedArray]>): string | undefined {
  for (const [node, values] of trace) {
    const bad = values.find((value) => !Number.isFinite(value));
    if (bad !== undefined) return `${node.name ?? express(withoutSlopes(node))} (${bad})`;
  }
  return undefined;
}

/**
 * The loss is not finite, so that what went first is a part of it. There the error of a squared loss, which is its slope
 * too, has the slope's name: `dZ2^2` would read as a squared gradient.
 */
const withoutSlopes = (node: Node): Node => ({
  ...node,
  inputs: node.inputs.map((one) => {
    const { name: _, ...unnamed } = one;
    return one.cotangentOf === undefined ? one : unnamed;
  }),
});
