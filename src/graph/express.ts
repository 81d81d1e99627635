import type { Node } from "./node.ts";

/**
 * A node as a formula in the names of the nodes it is made of: `A1^T @ dZ2`. Expands down to named nodes,
 * and past them only at the top, so that `Z1` reads as its definition.
 */
export function express(node: Node): string {
  return expand(node, true);
}

function expand(node: Node, top: boolean): string {
  if (node.name !== undefined && !top) return node.name;
  if (node.op.kind === "input") return node.name ?? "input";
  if (node.op.kind === "constant") return formatConstant(node.attributes.value as number);
  const text = node.op.formula.text.replaceAll(/\{(\w+)\}/g, (_, key: string) => {
    const index = (node.op.args as readonly string[]).indexOf(key);
    return index >= 0 ? group(node, node.inputs[index]!) : String(node.attributes[key]);
  });
  return text;
}

const infix = / [-+*/@<>=]=? | if /;

function group(parent: Node, child: Node): string {
  const text = expand(child, false);
  const template = parent.op.formula.text;
  const bare = template === "{x}" || /^\w+\(/.test(template);
  return !bare && (infix.test(text) || (text.startsWith("-") && template.includes("^"))) ? `(${text})` : text;
}

/** A reciprocal of a whole number as 1/n, because that is where it comes from: the mean over n examples. */
function formatConstant(value: number): string {
  const reciprocal = 1 / value;
  const whole = Math.abs(value) < 1 && Number.isInteger(Number(reciprocal.toPrecision(12)));
  return whole && value !== 0 ? `1/${Number(reciprocal.toPrecision(12))}` : String(value);
}
