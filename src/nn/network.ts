import type { RandomState } from "../array/random.ts";
import { allocate, type FloatType, type TypedArray } from "../base/dtype.ts";
import { fail } from "../base/error.ts";
import { suggest } from "../base/nearest.ts";
import { type Shape, sizeOf } from "../base/shape.ts";
import { showValue } from "../base/showValue.ts";
import { input, named, ops } from "../graph/build.ts";
import type { Node, Update } from "../graph/node.ts";
import { initializers } from "./initializers/index.ts";
import type { Initializer } from "./initializers/initializer.ts";
import { layerKinds } from "./layers/index.ts";
import type { Layer, LayerKind, Scope } from "./layers/layer.ts";

/** Layers in sequence over a number of input features: plain data. */
export interface Network {
  readonly features: number;
  readonly layers: readonly Layer[];
}

/** A trained array: its leaf in the graph and how it is drawn. */
export interface Parameter {
  readonly node: Node;
  readonly initializer: Initializer;
}

/** An array that training changes without a gradient: its leaf and the value it starts with. */
export interface State {
  readonly node: Node;
  readonly initial: number;
}

/** The forward pass of a network as a graph. */
export interface Forward {
  readonly output: Node;
  /** In the order they are drawn: W1, b1, W2, ... */
  readonly parameters: readonly Parameter[];
  readonly states: readonly State[];
  readonly updates: readonly Update[];
  /** Shape that leaves each layer. */
  readonly shapes: readonly Shape[];
}

/** The record of a layer's type; throws for a type the table does not have, and for what is no layer. */
export function layerKind(layer: Layer): LayerKind {
  const type: unknown = (layer as Layer | null | undefined)?.type;
  const kind = typeof type === "string" && Object.hasOwn(layerKinds, type) ? layerKinds[type] : undefined;
  return (
    kind ??
    fail("usage", {
      who: "network",
      expected: "layers of known types",
      got: showValue(type ?? layer),
      fix:
        type === undefined
          ? `Write them one by one: dense(${typeof layer === "number" ? layer : 4}).`
          : suggest(String(type), Object.keys(layerKinds)),
    })
  );
}

/** Leaves of the dropout masks: one seed for a run, one number for each step. */
const dropoutSeed = input("dropout.seed", [], "int32");
const dropoutStep = input("dropout.step", [], "int32");

/**
 * Builds the forward pass over x (examples, features). Dense layers number what they make: W1, b1, Z1, A1.
 *
 * @throws ChainruleError `shape` or `usage` that names the layer
 */
export function forward(
  network: Network,
  x: Node,
  mode: { readonly training: boolean; readonly dtype: FloatType },
): Forward {
  const parameters: Parameter[] = [];
  const states: State[] = [];
  const updates: Update[] = [];
  const shapes: Shape[] = [];
  const taken = new Set<string>();
  let number = 0;
  let masks = 0;
  let node = x;
  for (const [position, layer] of network.layers.entries()) {
    const kind = layerKind(layer);
    if (kind.numbered) number++;
    kind.check(layer, node.shape, `${layer.type} "${(layer.name as string | undefined) ?? position + 1}"`);
    node = kind.build(layer, node, scope(number));
    shapes.push(node.shape);
  }
  return { output: node, parameters, states, updates, shapes };

  function scope(n: number): Scope {
    const label = labels(n, taken);
    return {
      ...mode,
      parameter(symbol, shape, initializer) {
        const leaf = input(label(symbol), shape, mode.dtype);
        parameters.push({ node: leaf, initializer });
        return leaf;
      },
      state(symbol, shape, initial) {
        const leaf = input(label(symbol), shape, mode.dtype);
        states.push({ node: leaf, initial });
        return leaf;
      },
      update: (target, value) => void updates.push({ target, value }),
      name: (symbol, value) => named(label(symbol), value),
      mask: (shape, rate) =>
        ops.dropoutMask(dropoutSeed, dropoutStep, { shape, rate, stream: masks++, dtype: mode.dtype }),
    };
  }
}

/**
 * Names of what one layer makes: `W` in layer 2 is `W2`. Layers before the first dense one have number 0, as X is A0.
 * Where an earlier layer of the same number took the first name, all of this one end in `_2`, `_3`, ...:
 * the second normalization after a dense layer has gamma1_2 and beta1_2.
 */
function labels(n: number, taken: Set<string>): (symbol: string) => string {
  let suffix: string | undefined;
  return (symbol) => {
    for (let count = 1; suffix === undefined; count++) {
      const candidate = count === 1 ? "" : `_${count}`;
      if (!taken.has(`${symbol}${n}${candidate}`)) suffix = candidate;
    }
    const label = `${symbol}${n}${suffix}`;
    taken.add(label);
    return label;
  };
}

/** Draws every parameter from one stream, in order: W1, then W2, ...; zeros draw nothing. States start as they must. */
export function drawWeights({ parameters, states }: Forward, rng: RandomState): Map<string, TypedArray> {
  const weights = new Map<string, TypedArray>();
  for (const { node, initializer } of parameters) {
    const kind = initializers[initializer.name]!;
    const values = allocate(node.dtype, sizeOf(node.shape));
    values.set(kind.draw(node.shape, rng, ...initializer.numbers));
    weights.set(node.name!, values);
  }
  for (const { node, initial } of states)
    weights.set(node.name!, allocate(node.dtype, sizeOf(node.shape)).fill(initial));
  return weights;
}

/** The activation the outputs come through: the last layer's, or `identity`. */
export function lastActivation({ layers }: Network): string {
  const last = layers.findLast((layer) => typeof layer.activation === "string");
  return last === layers.at(-1) ? ((last?.activation as string | undefined) ?? "identity") : "identity";
}
