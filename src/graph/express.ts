import { isFloat } from "../base/dtype.ts";
import { reciprocalOf } from "../base/reciprocal.ts";
import { shortestFloat32 } from "../base/shortestFloat32.ts";
import type { Node } from "./node.ts";

/**
 * A node as a formula in the names of the nodes it is made of: `A1^T @ dZ2`. Expands down to named nodes,
 * and past them only at the top, so that `Z1` reads as its definition.
 *
 * @example
 * const z = named("Z1", ops.matmul(input("X", [400, 2]), input("W1", [2, 4])));
 * express(ops.mul(ops.sub(1, ops.square(ops.tanh(z))), input("dA1", [400, 4]))); // "(1 - tanh(Z1)^2) * dA1"
 * express(z); // "X @ W1"
 */
export function express(node: Node): string {
  return expand(node, true);
}

function expand(node: Node, top: boolean): string {
  if (node.name !== undefined && !top) return node.name;
  if (node.op.kind === "input") return node.name ?? "input";
  if (node.op.kind === "constant") return formatConstant(node);
  return allAxes(node).replaceAll(/\{(\w+)\}/g, (_, key: string) => {
    const index = (node.op.args as readonly string[]).indexOf(key);
    return index >= 0 ? group(node, node.inputs[index]!) : String(node.attributes[key]);
  });
}

/** The formula of a node; an empty list of axes means all of them and is not written: `sum(x)`. */
function allAxes({ op, attributes }: Node): string {
  const all = (attributes.axes as readonly number[] | undefined)?.length === 0;
  return all ? op.formula.text.replace(/, axis \{axes\}/, "") : op.formula.text;
}

/** Parentheses around an argument that is an operation itself, where the operation around it is no function call. */
function group(parent: Node, child: Node): string {
  const text = expand(child, false);
  const template = parent.op.formula.text;
  if (template === "{x}" || /^\w+\(/.test(template)) return text;
  const open = withoutBrackets(text);
  return / [-+*/@<>=]=? | if |^-/.test(open) || /^1\/-?\d/.test(open) ? `(${text})` : text;
}

/** The text with whatever stands in brackets left out: what remains is the outermost operation. */
function withoutBrackets(text: string): string {
  const inner = text.replaceAll(/\([^()]*\)/g, "");
  return inner === text ? text : withoutBrackets(inner);
}

/** A reciprocal of a whole number as 1/n, because that is where it comes from: the mean over n examples. */
function formatConstant({ attributes, dtype }: Node): string {
  const value = attributes.value as number;
  const whole = isFloat(dtype) ? reciprocalOf(value, dtype) : undefined;
  if (whole !== undefined) return `${value < 0 ? "-" : ""}1/${whole}`;
  return String(dtype === "float32" ? shortestFloat32(value) : value);
}
