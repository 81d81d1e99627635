import type { Dtype, Floats, LayerSpec, NetworkSpec, Spec } from "../task.ts";

/** A claim about how a workload compares with a peer in the same run. */
export interface Target {
  /** The key of a peer: `js`, `numpy`, `c`. */
  readonly against: string;
  /** At least so many times as fast as the peer; below 1 for a limit that may be missed by so much. */
  readonly ratio: number;
  readonly dtype?: Dtype;
  readonly threads?: number;
}

/** A claim about native code, exact or with products fused, beside a peer: each on its best number of threads. */
export interface NativeTarget {
  readonly of?: "native" | "native-fast";
  readonly against: string;
  readonly ratio: number;
}

/** Work that is measured, stated once for all peers. */
export interface Workload {
  readonly key: string;
  readonly title: string;
  /** One line for the table: sizes, float type, how much. */
  readonly about: string;
  readonly kind: Spec["kind"] | "start";
  /** Updates, batches or products in the whole work. Left out where each case has its own. */
  readonly steps?: number;
  /** Updates after which all peers must agree; also what warms them up. */
  readonly checkSteps?: number;
  /** How far results may lie apart, relatively. */
  readonly tolerance: number;
  /** Floating-point operations of one step: true work, no derivative that is not needed. */
  readonly flopsPerStep?: number;
  /** Thread counts worth measuring. */
  readonly threads: readonly number[];
  readonly targets: readonly Target[];
  /** Seconds the work should take, measured on the machine that the targets come from. */
  readonly aimSeconds?: number;
  /** Share of the 128-bit peak of one core to reach. */
  readonly peakShare?: number;
  readonly nativeTargets?: readonly NativeTarget[];
  /** Share of the peak of one core with its widest vectors, fused, that large products are to reach where they may fuse. */
  readonly nativePeakShare?: number;
  /** Spec and data, by file name. Left out where peers start with programs of their own, in bench/first. */
  readonly make?: () => Promise<{ readonly spec: Spec; readonly data: Readonly<Record<string, Floats>> }>;
}

export const floatsOf = (dtype: Dtype, values: Iterable<number>): Floats =>
  dtype === "float32" ? Float32Array.from(values) : Float64Array.from(values);

/** Multiplications and additions of one update: forward, weights' gradients, and all layers' inputs but the first's. */
export const trainingFlops = ({ layers, batch }: Pick<NetworkSpec, "layers" | "batch">): number =>
  layers.reduce((sum, { inputs, units }, i) => sum + 2 * batch * inputs * units * (i === 0 ? 2 : 3), 0);

export const forwardFlops = ({ layers, batch }: Pick<NetworkSpec, "layers" | "batch">): number =>
  layers.reduce((sum, { inputs, units }) => sum + 2 * batch * inputs * units, 0);

/** Layers of the given widths. */
export const layersOf = (
  widths: readonly number[],
  activations: readonly LayerSpec["activation"][],
  bias = true,
): LayerSpec[] =>
  activations.map((activation, i) => ({ inputs: widths[i]!, units: widths[i + 1]!, activation, bias }));

/** Weights by `draw`, zero biases. */
export function parametersOf(
  { layers, dtype }: Pick<NetworkSpec, "layers" | "dtype">,
  draw: (size: number, inputs: number) => Iterable<number>,
): Record<string, Floats> {
  return Object.fromEntries(
    layers.flatMap(({ inputs, units, bias }, i) => [
      [`W${i + 1}`, floatsOf(dtype, draw(inputs * units, inputs))],
      ...(bias ? [[`b${i + 1}`, floatsOf(dtype, new Float64Array(units))] as const] : []),
    ]),
  );
}
