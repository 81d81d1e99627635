import { allocate, type TypedArray } from "../../base/dtype.ts";
import { evaluator } from "../../graph/evaluate.ts";
import type { Node } from "../../graph/node.ts";
import { trainingStep } from "../../nn/step.ts";
import { stepsIn } from "../../train/batches.ts";
import type { Plan } from "../../train/plan.ts";
import { type LayerNodes, layersOf } from "./anatomy.ts";
import { type Collapse, collapseOf, linearRuns } from "./collapse.ts";
import { frobeniusNorm, largestSize, meanSize, rootMeanSquare, spectralNorm } from "./norms.ts";
import { type Group, groupsOf } from "./symmetry.ts";
import { type IdleUnits, idleUnits } from "./units.ts";

/** One layer at one time of a run. */
export interface LayerLook {
  /** The root mean square of the error terms dZ over all examples and units. */
  readonly error: number;
  /** Norms of the layer's weights. */
  readonly frobenius: number;
  readonly spectral: number;
  /** The mean of |g'(Z)|; undefined where no function of single numbers follows. */
  readonly slope?: number;
  /** How the error term came from that of the next layer; undefined for the last layer. */
  readonly back?: Back;
  readonly idle?: IdleUnits;
  readonly groups: readonly Group[];
  /** Units that differ from all before them in their weights. */
  readonly distinct: number;
}

/** From the error term of one layer to that of the layer before, as sizes. */
export interface Back {
  /** The size here over the size in the next layer; undefined where that is 0. */
  readonly ratio?: number;
  /** The root mean square of what lies between: the slopes. Undefined where examples or units mix on the way. */
  readonly slope?: number;
  /**
   * The ratio for error terms that do not depend on each other: rms(g') times the Frobenius norm of the next weights,
   * over the root of this layer's units.
   */
  readonly predicted?: number;
  /** No ratio is larger: max |g'| times the spectral norm of the next weights, and the root of the units' ratio. */
  readonly bound?: number;
}

/** A network at one time of a run. */
export interface Look {
  /** Epochs of training done. */
  readonly epoch: number;
  readonly loss: number;
  readonly layers: readonly LayerLook[];
}

/** What a layer is called, and how wide it is. */
export interface LayerName {
  readonly weights: string;
  readonly linear: string;
  /** What comes out of its activation, where it has one. */
  readonly activation?: string;
  readonly units: number;
}

export interface Observer {
  readonly names: readonly LayerName[];
  /** Examples that are looked at. */
  readonly examples: number;
  /** The network with these parameters, states and memories, after so many epochs. */
  look(arrays: ReadonlyMap<string, TypedArray>, epoch: number): Look;
  /** At the last look: the layers that are one linear map. */
  collapses(): Collapse[];
}

/** Looks at runs of a plan through the graph that trains, on up to `most` examples, evenly spread over the data. */
export function observerOf(plan: Plan, most: number): Observer {
  const all = plan.step.examples;
  const count = Math.min(most, all);
  const rows = Int32Array.from({ length: count }, (_, i) => Math.floor((i * all) / count));
  const step = trainingStep(plan.network, { ...plan.step, examples: count, batch: count });
  const layers = layersOf(step);
  const extra = layers.flatMap(({ activation, passed }) =>
    [activation?.slope, passed].filter((node) => node !== undefined),
  );
  const run = evaluator({
    outputs: { ...step.graph.outputs, ...Object.fromEntries(extra.map((node, i) => [`slope ${i}`, node])) },
    updates: [],
  });
  run.bind("X", plan.training.x.rows(rows).data);
  run.bind("Y", plan.training.y.data.rows(rows).data);
  if (plan.weights) run.bind("weights", plan.weights.rows(rows).data);
  run.bind("dropout.seed", Int32Array.of(plan.numbers.seed | 0));
  const loss = step.graph.outputs.loss!;
  return {
    names: layers.map(({ weights, linear, activation }) => ({
      weights: weights.name!,
      linear: linear.name!,
      ...(activation && { activation: activation.to.name! }),
      units: weights.shape[1]!,
    })),
    examples: count,
    look(arrays, epoch) {
      for (const node of run.order)
        if (node.op.kind === "input" && arrays.has(node.name!)) {
          const own = allocate(node.dtype, arrays.get(node.name!)!.length);
          own.set(arrays.get(node.name!)!);
          run.bind(node.name!, own);
        }
      run.bind("dropout.step", Int32Array.of(epoch * stepsIn(all, plan.step.batch)));
      run.run();
      return {
        epoch,
        loss: run.valueOf(loss)[0]!,
        layers: layers.map((layer, i) => lookAt(layer, layers[i + 1], run.valueOf)),
      };
    },
    collapses: () => linearRuns(layers).map((one) => collapseOf(one, run.valueOf)),
  };
}

type Values = (node: Node) => TypedArray;

const errorOf = ({ error }: LayerNodes, valuesOf: Values): number =>
  error ? rootMeanSquare(valuesOf(error)) : 0;

function lookAt(layer: LayerNodes, next: LayerNodes | undefined, valuesOf: Values): LayerLook {
  const { weights, bias, activation } = layer;
  const units = weights.shape[1]!;
  const values = valuesOf(weights);
  const columns = bias ? [values, valuesOf(bias)] : [values];
  const groups = groupsOf({
    units,
    weights: columns,
    gradients: layer.gradients.map(valuesOf),
    values: [valuesOf(activation?.to ?? layer.linear)],
  });
  const same = groups.filter(({ relation }) => relation === "same");
  return {
    error: errorOf(layer, valuesOf),
    frobenius: frobeniusNorm(values),
    spectral: spectralNorm(values, weights.shape),
    ...(activation && {
      slope: meanSize(valuesOf(activation.slope)),
      idle: idleUnits(valuesOf(activation.to), valuesOf(activation.slope), units),
    }),
    ...(next && { back: backOf(layer, next, valuesOf) }),
    groups,
    distinct: units - same.reduce((sum, group) => sum + group.units.length - 1, 0),
  };
}

function backOf(layer: LayerNodes, next: LayerNodes, valuesOf: Values): Back {
  const after = errorOf(next, valuesOf);
  const ratio = after === 0 ? {} : { ratio: errorOf(layer, valuesOf) / after };
  if (!layer.passed) return ratio;
  const slopes = valuesOf(layer.passed);
  const slope = rootMeanSquare(slopes);
  const weights = valuesOf(next.weights);
  const [units, width] = next.weights.shape as readonly [number, number];
  return {
    ...ratio,
    slope,
    predicted: (slope * frobeniusNorm(weights)) / Math.sqrt(units),
    bound: largestSize(slopes) * spectralNorm(weights, next.weights.shape) * Math.sqrt(width / units),
  };
}
