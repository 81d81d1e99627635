import type { NDArray } from "../../../array/ndarray.ts";
import { dataTypes } from "../schema/dataTypes.ts";
import { attributesOf } from "./attributes.ts";
import type { Constants } from "./constants.ts";
import { type Graph, isDefault } from "./graph.ts";
import type { Node } from "./refuse.ts";

/**
 * What a tensor may be computed by: an operator over others, a number, `"z"` for the tensor that all `"z"` are, and
 * other texts for constants. An operator that stands at two places of a pattern is one node at both.
 */
export type Pattern = number | string | Operation;

export interface Operation {
  readonly op: string;
  readonly inputs: readonly Pattern[];
  /** Whether two inputs of a sum or product may change places. */
  readonly anyOrder: boolean;
}

/** How near a number must be: files hold them as float32. */
const near = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * Math.abs(b);

export interface Found {
  /** The tensor that goes in. */
  readonly z: string;
  readonly constants: Readonly<Record<string, NDArray>>;
}

/** The tensors that the parts of a pattern are so far. */
type Bound = ReadonlyMap<Pattern, string>;

/** What a tensor is computed from, where it is computed as the pattern says. */
export function match(graph: Graph, constants: Constants, name: string, pattern: Pattern): Found | undefined {
  const found = matches(name, pattern, new Map());
  const z = found?.get("z");
  if (!found || z === undefined) return undefined;
  const named = [...found].flatMap(([key, tensor]) =>
    typeof key === "string" && key !== "z" ? [[key, constants.of(tensor)!] as const] : [],
  );
  return { z, constants: Object.fromEntries(named) };

  function matches(tensor: string, wanted: Pattern, bound: Bound): Bound | undefined {
    if (typeof wanted === "number") {
      const number = constants.number(tensor);
      return number !== undefined && near(number, wanted) ? bound : undefined;
    }
    const known = bound.get(wanted);
    if (known !== undefined) return known === tensor ? bound : undefined;
    const inside =
      typeof wanted === "string" ? leaf(tensor, wanted, bound) : operation(tensor, wanted, bound);
    return inside && new Map(inside).set(wanted, tensor);
  }

  function leaf(tensor: string, wanted: string, bound: Bound): Bound | undefined {
    const isConstant = constants.of(tensor) !== undefined;
    return isConstant === (wanted !== "z") ? bound : undefined;
  }

  function operation(tensor: string, { op, inputs, anyOrder }: Operation, bound: Bound): Bound | undefined {
    const node = graph.producers.get(tensor);
    const isIt = node?.opType === op && isDefault(node.domain) && node.input.length === inputs.length;
    if (!isIt || !isPlain(node, graph.who)) return undefined;
    for (const given of anyOrder ? [node.input, node.input.toReversed()] : [node.input]) {
      const all = given.reduce<Bound | undefined>(
        (sofar, input, i) => sofar && matches(input, inputs[i]!, sofar),
        bound,
      );
      if (all) return all;
    }
    return undefined;
  }
}

/** Whether the attributes of a node change nothing of what its operator's name says. */
function isPlain(node: Node, who: string): boolean {
  const attributes = attributesOf(node, who);
  if (node.opType === "Cast") {
    const to = attributes.int("to", 0);
    return to === dataTypes.FLOAT || to === dataTypes.DOUBLE;
  }
  if (node.opType === "Concat") return [1, -1].includes(attributes.int("axis", 0));
  if (node.opType !== "ReduceMean") return true;
  // Before operator set 18 the axes are an attribute.
  const [axis, another] = node.input.length === 1 ? attributes.ints("axes") : [-1];
  return attributes.int("keepdims", 1) === 1 && (axis === -1 || axis === 1) && another === undefined;
}
