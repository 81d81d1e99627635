import { NDArray } from "../../../array/ndarray.ts";
import type { Shape } from "../../../base/shape.ts";
import { dataTypes } from "../schema/dataTypes.ts";
import type { Message } from "../schema/message.ts";
import { wholeNumbers } from "./arithmetic.ts";
import { attributesOf } from "./attributes.ts";
import { folds } from "./folds.ts";
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

/**
 * Reads constants when they are asked for, each once.
 *
 * @param most bytes of arrays that may be computed from others
 */
export function constantsOf(graph: Graph, most: number): Constants {
  const { producers, initializers, who } = graph;
  const known = new Map<string, NDArray | undefined>();
  /** Whole numbers beyond 32 bits, which are held as floats. No operator is told that they are whole. */
  const large = new Set<NDArray>();
  let halves = false;
  let computed = 0;

  function compute(name: string, depth: number): NDArray | undefined {
    const tensor = initializers.get(name);
    if (tensor) return tensorConstant(tensor);
    const node = producers.get(name);
    if (!node || !isDefault(node.domain) || depth > deepest) return undefined;
    if (node.opType === "Constant") return constantNode(node);
    const fold = Object.hasOwn(folds, node.opType) ? folds[node.opType] : undefined;
    if (!fold) return undefined;
    const inputs: NDArray[] = [];
    for (const input of node.input) {
      const array = of(input, depth + 1);
      if (!array || large.has(array)) return undefined;
      inputs.push(array);
    }
    const array = fold(inputs, attributesOf(node, who));
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

  function tensorConstant(tensor: Message<"TensorProto">): NDArray {
    halves ||= isHalf(tensor);
    const array = readTensor(tensor, who);
    if (array.dtype === "float64" && tensor.dataType !== dataTypes.DOUBLE) large.add(array);
    return array;
  }

  /** Whole numbers of any size. */
  function integers(values: readonly bigint[], shape: Shape): NDArray {
    const numbers = values.map(Number);
    const array = wholeNumbers(numbers, shape);
    if (array) return array;
    const wide = new NDArray(Float64Array.from(numbers), shape, "float64");
    large.add(wide);
    return wide;
  }

  function constantNode(node: Node): NDArray {
    const [attribute, another] = node.attribute;
    if (attribute && !another) {
      if (attribute.name === "value" && attribute.t) return tensorConstant(attribute.t);
      if (attribute.name === "value_float") return new NDArray(Float32Array.of(attribute.f), [], "float32");
      if (attribute.name === "value_int") return integers([attribute.i], []);
      if (attribute.name === "value_floats")
        return new NDArray(Float32Array.from(attribute.floats), [attribute.floats.length], "float32");
      if (attribute.name === "value_ints") return integers(attribute.ints, [attribute.ints.length]);
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
