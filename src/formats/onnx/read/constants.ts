import { NDArray } from "../../../array/ndarray.ts";
import { allocate } from "../../../base/dtype.ts";
import { type Shape, sameShape } from "../../../base/shape.ts";
import { dataTypes } from "../schema/dataTypes.ts";
import { attributesOf } from "./attributes.ts";
import { type Graph, isDefault } from "./graph.ts";
import { type Node, refuseNode } from "./refuse.ts";
import { isHalf, readTensor } from "./tensor.ts";

/** Constants computed from constants, at most so many after each other. */
const deepest = 32;

/** The arrays that a graph knows without its input. */
export interface Constants {
  /** The array of a tensor that does not depend on the input; undefined for one that does. */
  of(name: string): NDArray | undefined;
  /** The one number of such an array, whatever its axes. */
  number(name: string): number | undefined;
  /** Whether an array that was read had elements of 16 bits. */
  sawHalves(): boolean;
}

type Fold = (inputs: readonly NDArray[], node: Node, who: string) => NDArray | undefined;

const elementwise =
  (f: (a: number, b: number) => number): Fold =>
  ([a, b]) => {
    if (!a || !b) return undefined;
    // Broadcasting both ways could make an array of any size out of two small ones.
    const shape = b.size === 1 && b.ndim <= a.ndim ? a.shape : a.size === 1 ? b.shape : a.shape;
    const fits = sameShape(a.shape, b.shape) || a.size === 1 || b.size === 1;
    if (!fits) return undefined;
    const dtype = a.dtype === "float32" && b.dtype === "float32" ? "float32" : "float64";
    const data = allocate(dtype, a.size === 1 ? b.size : a.size);
    for (let i = 0; i < data.length; i++)
      data[i] = f(a.data[a.size === 1 ? 0 : i]!, b.data[b.size === 1 ? 0 : i]!);
    return new NDArray(data, shape, dtype);
  };

const mapped =
  (f: (a: number) => number): Fold =>
  ([a]) =>
    a && a.dtype !== "bool" ? new NDArray(a.data.map(f), a.shape, a.dtype) : undefined;

/** The operators whose constants are known. */
const folds: Readonly<Record<string, Fold>> = {
  Identity: ([a]) => a,
  Cast: ([a], node, who) => {
    const to = attributesOf(node, who).int("to", 0);
    if (to === dataTypes.DOUBLE) return a?.astype("float64");
    return to === dataTypes.FLOAT ? a?.astype("float32") : a;
  },
  Transpose: ([a]) => (a && a.ndim === 2 ? transposed(a) : a),
  Reshape: ([a, to]) => a && to && reshaped(a, Array.from(to.data)),
  Flatten: ([a]) => a && reshaped(a, [a.shape[0] ?? 1, -1]),
  Squeeze: ([a]) =>
    a &&
    reshaped(
      a,
      a.shape.filter((length) => length !== 1),
    ),
  Unsqueeze: ([a]) => (a && a.ndim < 2 ? reshaped(a, [1, a.size]) : undefined),
  Add: elementwise((a, b) => a + b),
  Sub: elementwise((a, b) => a - b),
  Mul: elementwise((a, b) => a * b),
  Div: elementwise((a, b) => a / b),
  Sqrt: mapped(Math.sqrt),
  Neg: mapped((a) => -a),
  Reciprocal: mapped((a) => 1 / a),
};

export function transposed({ data, shape, dtype }: NDArray): NDArray {
  const [m, n] = shape as [number, number];
  const turned = allocate(dtype, data.length);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) turned[j * m + i] = data[i * n + j]!;
  return new NDArray(turned, [n, m], dtype);
}

function reshaped({ data, shape: from, dtype }: NDArray, to: readonly number[]): NDArray | undefined {
  const given = to.map((length, axis) => (length === 0 ? (from[axis] ?? 0) : length));
  const known = given.filter((length) => length !== -1).reduce((product, length) => product * length, 1);
  const shape: Shape = given.map((length) => (length === -1 ? data.length / known : length));
  const isShape = shape.length <= 8 && shape.every((length) => Number.isSafeInteger(length) && length >= 0);
  return isShape && shape.reduce((product, length) => product * length, 1) === data.length
    ? new NDArray(data, shape, dtype)
    : undefined;
}

/**
 * Reads constants when they are asked for, each once.
 *
 * @param most bytes of arrays that may be computed from others
 */
export function constantsOf(graph: Graph, most: number): Constants {
  const { producers, initializers, who } = graph;
  const known = new Map<string, NDArray | undefined>();
  let halves = false;
  let computed = 0;

  function compute(name: string, depth: number): NDArray | undefined {
    const tensor = initializers.get(name);
    if (tensor) {
      halves ||= isHalf(tensor);
      return readTensor(tensor, who);
    }
    const node = producers.get(name);
    if (!node || !isDefault(node.domain) || depth > deepest) return undefined;
    if (node.opType === "Constant") return constantNode(node);
    const fold = Object.hasOwn(folds, node.opType) ? folds[node.opType] : undefined;
    if (!fold) return undefined;
    const inputs: NDArray[] = [];
    for (const input of node.input) {
      const array = of(input, depth + 1);
      if (!array) return undefined;
      inputs.push(array);
    }
    const array = fold(inputs, node, who);
    if (array && inputs.every(({ data }) => data !== array.data)) computed += array.data.byteLength;
    if (computed > most)
      refuseNode(
        node,
        who,
        `at most ${most} bytes of constants that are computed from others`,
        "more",
        "Fold them before the export.",
      );
    return array;
  }

  function constantNode(node: Node): NDArray {
    const [attribute, another] = node.attribute;
    if (attribute && !another) {
      if (attribute.name === "value" && attribute.t) {
        halves ||= isHalf(attribute.t);
        return readTensor(attribute.t, who);
      }
      if (attribute.name === "value_float") return new NDArray(Float32Array.of(attribute.f), [], "float32");
      if (attribute.name === "value_int")
        return new NDArray(Float64Array.of(Number(attribute.i)), [], "float64");
      if (attribute.name === "value_floats")
        return new NDArray(Float32Array.from(attribute.floats), [attribute.floats.length], "float32");
      if (attribute.name === "value_ints")
        return new NDArray(Float64Array.from(attribute.ints, Number), [attribute.ints.length], "float64");
    }
    return refuseNode(node, who, "numbers as its value", attribute ? `"${attribute.name}"` : "none");
  }

  function of(name: string, depth = 0): NDArray | undefined {
    if (!known.has(name)) {
      // Stays so while it is computed, so that a circle ends.
      known.set(name, undefined);
      known.set(name, compute(name, depth));
    }
    return known.get(name);
  }

  return {
    of: (name) => of(name),
    number: (name) => {
      const array = of(name);
      return array?.size === 1 ? array.data[0] : undefined;
    },
    sawHalves: () => halves,
  };
}
