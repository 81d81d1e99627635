import type { NDArray } from "../../array/ndarray.ts";
import { fail } from "../../base/error.ts";
import { formatShape, type Shape, sameShape, sizeOf } from "../../base/shape.ts";
import { input } from "../../graph/build.ts";
import { type Forward, forward, type Network } from "../../nn/network.ts";
import type { Recording } from "./recording.ts";

/** The arrays of a recording as the network has them: a row of a matrix belongs to an input. */
export interface Weights {
  readonly network: Network;
  readonly parameters: ReadonlyMap<string, Shape>;
  /** Running statistics, and what they start with where that is not recorded. */
  readonly statistics: ReadonlyMap<string, { readonly shape: Shape; readonly initial: number }>;
  readonly outputs: number;
  /** Whether the matrices of the file have a row for each unit. */
  readonly turned: boolean;
  /** Layers whose biases are not in the file. */
  readonly noBias: readonly string[];
  /** A parameter, its gradient or a statistic, after a step. */
  readonly at: (name: string, step: number, turnedAgain?: boolean) => Float64Array | undefined;
}

const parametersOf = ({ parameters }: Forward) =>
  new Map(parameters.map(({ node }) => [node.name!, node.shape] as const));

/**
 * The weights of a recording, held against the network.
 *
 * @throws ChainruleError `data` for a parameter without a start, `shape` for one of another shape
 */
export function weightsOf(recording: Recording, given: Network): Weights {
  const { network, noBias } = withoutBiases(recording, given);
  const x = input("X", [2, network.features]);
  const pass = forward(network, x, { training: true, dtype: "float64" });
  const parameters = parametersOf(pass);
  const statistics = new Map(
    pass.states.map(({ node, initial }) => [node.name!, { shape: node.shape, initial }]),
  );
  for (const name of parameters.keys())
    if (!recording.at(name, 0))
      fail("data", {
        who: "parity",
        expected: `${name}_0, ${name} before the first step,`,
        got: recording.starts.map((one) => `${one}_0`).join(", "),
        fix: "Are the layers those of the network?",
      });
  const turned = isTurned(recording, parameters);
  const shapeOf = (name: string): Shape | undefined => parameters.get(name) ?? statistics.get(name)?.shape;
  return {
    network,
    parameters,
    statistics,
    outputs: pass.output.shape[1]!,
    turned,
    noBias,
    at(name, step, turnedAgain = false) {
      const array = recording.at(name, step);
      const shape = shapeOf(name) ?? shapeOf(name.slice(1));
      if (!array || !shape) return undefined;
      return inShape(array, shape, turned !== turnedAgain, `${name}_${step}`);
    },
  };
}

/** A file without any bias of a layer is that of a network without them. */
function withoutBiases(recording: Recording, network: Network): { network: Network; noBias: string[] } {
  const noBias: string[] = [];
  let number = 0;
  const layers = network.layers.map((layer) => {
    if (layer.type !== "dense") return layer;
    const name = `b${++number}`;
    if (layer.bias === false || recording.at(name, 0)) return layer;
    noBias.push(name);
    return { ...layer, bias: false };
  });
  return { network: { ...network, layers }, noBias };
}

/** Matrices that fit in one way only say how all of them lie. */
function isTurned(recording: Recording, parameters: ReadonlyMap<string, Shape>): boolean {
  const votes = [...parameters].flatMap(([name, shape]) => {
    const own = recording.at(name, 0)!.shape;
    if (shape.length !== 2 || own.length !== 2 || shape[0] === shape[1]) return [];
    if (sameShape(own, shape)) return [false];
    return sameShape(own, [...shape].reverse()) ? [true] : [];
  });
  return votes.length > 0 && votes.every(Boolean);
}

function inShape({ data, shape: own }: NDArray, shape: Shape, turned: boolean, who: string): Float64Array {
  const [m, n] = shape;
  const matrix = shape.length === 2 && own.length === 2;
  const wanted = matrix && turned ? [n!, m!] : shape;
  // A vector may lie as a row or as a column.
  const fits = matrix
    ? sameShape(own, wanted)
    : data.length === sizeOf(shape) && own.filter((d) => d > 1).length < 2;
  if (!fits)
    fail("shape", {
      who: `parity, ${who}`,
      expected: `shape ${formatShape(wanted)}`,
      got: formatShape(own),
      fix: "Are the layers those of the network? A row of a matrix belongs to an input, or in all of them to a unit.",
    });
  if (!matrix || !turned) return Float64Array.from(data);
  const result = new Float64Array(data.length);
  for (let i = 0; i < m!; i++) for (let j = 0; j < n!; j++) result[i * n! + j] = data[j * m! + i]!;
  return result;
}
