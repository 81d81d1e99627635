import { fail } from "../../base/error.ts";
import { formatLayers } from "../../nn/parseLayers.ts";
import type { Compared } from "./compare.ts";
import { type Difference, differenceOf, isNoise } from "./difference.ts";
import { traceOf } from "./prepare.ts";
import type { TraceArrays } from "./recording.ts";
import { replay, type Trace } from "./replay.ts";
import { explainDifferences, type Found } from "./search.ts";
import type { ParitySettings } from "./settings.ts";
import type { Setup } from "./setup.ts";

/** A difference, and what explains it. */
export interface Explained {
  readonly difference: Difference;
  readonly causes: readonly Found[];
  /** The step up to which all agrees with the first of the causes, and whether that is the whole trace. */
  readonly until: number;
  readonly whole: boolean;
}

/** What came out of a comparison. */
export interface Parity {
  readonly agrees: boolean;
  readonly layers: string;
  readonly features: number;
  readonly loss: string;
  readonly optimizer: string;
  readonly dtype: "float32" | "float64";
  readonly steps: number;
  /** Tensors that were compared up to the first that differs, that one included. */
  readonly compared: number;
  /** The largest error among those that agree, relative to the largest number of the tensor, and where it is. */
  readonly closest: { readonly name: string; readonly step: number; readonly error: number } | undefined;
  /** The first difference; then those that remain once it is explained. */
  readonly differences: readonly Explained[];
  readonly notes: readonly ParityNote[];
}

/** Something worth knowing that is no difference. */
export type ParityNote =
  | { readonly kind: "turned" }
  | { readonly kind: "widened" }
  | { readonly kind: "noBias"; readonly names: readonly string[] };

/**
 * Replays training that was recorded in PyTorch, Keras, scikit-learn or any other program, and compares it tensor by
 * tensor: losses, gradients, running statistics, weights. Each step starts from what is recorded, so that a difference
 * shows where it is made. Of the first tensor that differs by more than rounding explains, the cause is looked for: the
 * trace is replayed under each convention of the catalogue, and those with which it agrees furthest are named.
 *
 * @param arrays `x`, `y`, `W1_0`, `b1_0`, ... and any of `batch_1`, `loss_1`, `dW1_1`, `W1_1`, ... by name
 * @throws ChainruleError `usage` for settings that do not fit; `data` for a trace without initial weights, steps or
 *   examples; `shape` for arrays that are those of another network
 *
 * @example
 * const trace = { x: [[1], [2]], y: [[2], [4]], W1_0: [[1]], b1_0: [0], loss_1: 5 };
 * const { agrees, differences } = parity(trace, { layers: "1" });
 * agrees; // false
 * differences[0].causes[0].cause; // "sumForMean"
 */
export function parity(arrays: TraceArrays, settings: ParitySettings): Parity {
  const { trace, setup } = traceOf(arrays, settings);
  const { recording, weights } = trace;
  let compared = 0;
  let closest: Parity["closest"];
  let first: Compared | undefined;
  for (const one of replay(trace, setup)) {
    compared++;
    if (!one.agrees) {
      first = one;
      break;
    }
    if (isNoise(one)) continue;
    const { error } = differenceOf(one);
    if (!closest || error > closest.error) closest = { name: one.name, step: one.step, error };
  }
  if (compared === 0)
    fail("data", {
      who: "parity",
      expected: "something to compare, as loss_1, dW1_1 or W1_1",
      got: "no array of a step that is known",
      fix: "docs/parity.md has recorders for PyTorch, Keras and scikit-learn.",
    });
  const { network, loss, optimizer } = setup.means;
  return {
    agrees: !first,
    layers: formatLayers(network.layers),
    features: network.features,
    loss: loss.name,
    optimizer: optimizer.name,
    dtype: recording.dtype,
    steps: recording.steps,
    compared,
    closest,
    differences: first ? explained(trace, setup, first) : [],
    notes: [
      ...(weights.turned ? [{ kind: "turned" } as const] : []),
      ...(recording.widened ? [{ kind: "widened" } as const] : []),
      ...(weights.noBias.length > 0 ? [{ kind: "noBias", names: weights.noBias } as const] : []),
    ],
  };
}

const explained = (trace: Trace, setup: Setup, first: Compared): Explained[] =>
  explainDifferences(trace, setup, first).map((one) => ({
    difference: differenceOf(one.first),
    causes: one.found,
    until: one.next ? one.next.step - 1 : trace.recording.steps,
    whole: one.next === undefined,
  }));
