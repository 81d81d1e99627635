import type { FloatType, TypedArray } from "../../src/base/dtype.ts";
import { input } from "../../src/graph/build.ts";
import { type Graph, type Node, topological } from "../../src/graph/node.ts";
import { forward, type Network } from "../../src/nn/network.ts";
import { auto } from "../../src/run/auto.ts";
import type { Program } from "../../src/run/backend.ts";
import { simplify } from "../../src/simplify/simplify.ts";

/** What a network makes of the points of a grid over two of its inputs, or one. */
export interface Field {
  /** The outputs, point by point: (points, outputs). */
  readonly output: Float32Array;
  /** For each layer with weights, but the last, the values of its units on the coarse grid: (units, points). */
  readonly layers: readonly Float32Array[];
}

/** Which points: the ranges of the inputs that vary, and what the others are held at. */
export interface Window {
  /** The inputs that are drawn; one of them for a network with one input. */
  readonly axes: readonly number[];
  /** From least to most, for each axis. */
  readonly ranges: readonly (readonly [number, number])[];
  /** A value for every input, as the network takes it after scaling has been undone. */
  readonly held: readonly number[];
  readonly resolution: number;
}

/** Points computed at a time: few enough that their values stay in the cache. */
const chunk = 1000;

/** Every so many points a side are enough for the small map of a unit. */
export const coarse = 3;

/** Units of a layer that have a map. */
export const mostMaps = 64;

/** Computes fields of a network; the program is made once. */
export interface FieldProgram {
  compute(weights: ReadonlyMap<string, TypedArray>, window: Window, scale: Scale): Field;
}

/** x as the network sees it: (x - offset) / scale. */
export interface Scale {
  readonly offset: ArrayLike<number>;
  readonly scale: ArrayLike<number>;
}

export function fieldProgram(network: Network, dtype: FloatType): FieldProgram {
  const graph = activationsGraph(network, dtype);
  const names = Object.keys(graph.outputs).filter((name) => name !== "output");
  const [program] = auto.prepare([graph], { runs: 100_000 }) as readonly [Program];
  return {
    compute(weights, window, scale) {
      for (const [name, values] of weights) program.set(name, values);
      const points = pointsOf(window, scale);
      const { length } = points;
      const count = length / network.features;
      const side = Math.ceil(window.resolution / coarse);
      const small = window.axes.length === 2 ? side * side : side;
      let output = new Float32Array(0);
      const layers: Float32Array[] = names.map(() => new Float32Array(0));
      const x = program.input("X")!;
      for (let start = 0; start < count; start += chunk) {
        const rows = Math.min(chunk, count - start);
        x.set(points.subarray(start * network.features, (start + rows) * network.features));
        program.run();
        const values = program.read("output");
        const width = values.length / chunk;
        if (start === 0) output = new Float32Array(count * width);
        output.set(values.subarray(0, rows * width), start * width);
        names.forEach((name, layer) => {
          const units = program.read(name);
          const shown = Math.min(units.length / chunk, mostMaps);
          if (start === 0) layers[layer] = new Float32Array(shown * small);
          thin(units, units.length / chunk, shown, start, rows, window, layers[layer]!);
        });
      }
      return { output, layers };
    },
  };
}

/** Puts the units' values at every third point a side into the maps. */
function thin(
  values: TypedArray,
  width: number,
  shown: number,
  start: number,
  rows: number,
  { resolution, axes }: Window,
  maps: Float32Array,
): void {
  const side = Math.ceil(resolution / coarse);
  const size = axes.length === 2 ? side * side : side;
  for (let r = 0; r < rows; r++) {
    const [i, j] = [(start + r) % resolution, Math.floor((start + r) / resolution)];
    if (i % coarse !== 0 || j % coarse !== 0) continue;
    const place = (j / coarse) * side + i / coarse;
    for (let unit = 0; unit < shown; unit++) maps[unit * size + place] = values[r * width + unit]!;
  }
}

/** The points of the grid, first axis fastest, scaled as the network takes them. */
function pointsOf({ axes, ranges, held, resolution }: Window, { offset, scale }: Scale): Float64Array {
  const features = held.length;
  const count = axes.length === 2 ? resolution * resolution : resolution;
  const points = new Float64Array(count * features);
  const at = (axis: number, i: number): number => {
    const [low, high] = ranges[axis]!;
    return low + ((high - low) * i) / (resolution - 1);
  };
  for (let p = 0; p < count; p++) {
    const place = [p % resolution, Math.floor(p / resolution)];
    for (let f = 0; f < features; f++) {
      const axis = axes.indexOf(f);
      const value = axis < 0 ? held[f]! : at(axis, place[axis]!);
      points[p * features + f] = (value - offset[f]!) / scale[f]!;
    }
  }
  return points;
}

/** The forward pass with the values of every layer that has weights as outputs. */
function activationsGraph(network: Network, dtype: FloatType): Graph {
  const x = input("X", [chunk, network.features], dtype);
  const { output, parameters } = forward(network, x, { training: false, dtype });
  const named = new Map(topological([output]).flatMap((node) => (node.name ? [[node.name, node]] : [])));
  const numbers = parameters.flatMap(({ node }) => /^W(\d+)$/.exec(node.name!)?.[1] ?? []);
  const hidden = numbers.flatMap((n): [string, Node][] => {
    const node = named.get(`A${n}`) ?? named.get(`Z${n}`);
    return node && node !== output ? [[`A${n}`, node]] : [];
  });
  return simplify({ outputs: { output, ...Object.fromEntries(hidden) }, updates: [] }).graph;
}
