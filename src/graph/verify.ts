import { ChainruleError, fail } from "../base/error.ts";
import { formatShape, sameShape } from "../base/shape.ts";
import { apply } from "./build.ts";
import { type Graph, inputsOf, type Node, rootsOf, topological } from "./node.ts";

/**
 * Checks what every pass must keep: each node has the shape and dtype its op gives for its inputs, operands of an
 * elementwise op have its shape, inputs have distinct names, and an update has the shape and dtype of the leaf it
 * replaces, which no other update replaces.
 *
 * @throws ChainruleError `internal` that names the node
 *
 * @example
 * const wrong = { ...ops.sum(input("x", [3])), shape: [4] };
 * try {
 *   verify({ outputs: { wrong }, updates: [] });
 * } catch (error) {
 *   String(error); // "ChainruleError: verify: sum: expected float64 () but got float64 (4,)."
 * }
 */
export function verify(graph: Graph): void {
  for (const node of topological(rootsOf(graph))) if (node.inputs.length > 0) verifyNode(node);
  const names = new Set<string>();
  for (const { name } of inputsOf(graph)) {
    if (name === undefined || names.has(name))
      fail("internal", { who: "verify", expected: "inputs with distinct names", got: `"${name}" twice` });
    names.add(name);
  }
  const replaced = new Set<Node>();
  for (const { target, value } of graph.updates) {
    const who = `verify: update of "${target.name}"`;
    if (target.op.kind !== "input")
      fail("internal", { who, expected: "an input to replace", got: target.op.name });
    if (replaced.has(target)) fail("internal", { who, expected: "one value", got: "two" });
    if (!sameShape(target.shape, value.shape) || target.dtype !== value.dtype)
      fail("internal", {
        who,
        expected: `${target.dtype} ${formatShape(target.shape)}`,
        got: `${value.dtype} ${formatShape(value.shape)}`,
      });
    replaced.add(target);
  }
}

function verifyNode(node: Node): void {
  const who = `verify: ${node.op.name}${node.name ? ` "${node.name}"` : ""}`;
  try {
    if (node.op.kind === "elementwise" && !node.inputs.every((input) => sameShape(input.shape, node.shape)))
      fail("internal", {
        who,
        expected: `operands of shape ${formatShape(node.shape)}`,
        got: node.inputs.map((input) => formatShape(input.shape)).join(" and "),
      });
    const { shape, dtype } = apply(node.op, node.inputs, node.attributes);
    if (sameShape(shape, node.shape) && dtype === node.dtype) return;
    fail("internal", {
      who,
      expected: `${dtype} ${formatShape(shape)}`,
      got: `${node.dtype} ${formatShape(node.shape)}`,
    });
  } catch (error) {
    if (error instanceof ChainruleError && error.code === "shape")
      throw new ChainruleError("internal", `${who}: ${error.message}`, { cause: error });
    throw error;
  }
}
