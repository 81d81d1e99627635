import type { Node } from "../../graph/node.ts";
import { cutAtNames } from "../formula/columns.ts";
import { read } from "../formula/formula.ts";
import type { Line } from "./derivation.ts";
import { type Reason, reasonOf } from "./reason.ts";
import type { Rewriting } from "./rewritings.ts";
import { anyExamples } from "./statement.ts";

/** Whether a node is a value that has a name, and not a leaf. */
export const isNamedResult = (node: Node): boolean => node.name !== undefined && node.op.kind !== "input";

/** The expression itself, without the name that it defines. */
export const unnamed = ({ name: _, cotangentOf: __, ...node }: Node): Node => node;

/** Rewritings as lines. One that reads as the line before is left out; the same rule again goes on with its line. */
export function linesOf(found: readonly Rewriting[], first: readonly Reason[], factor: number): Line[] {
  const lines: Line[] = [];
  let [text, rule]: [string, string | undefined] = ["", undefined];
  for (const [i, { node, rules }] of found.entries()) {
    const now = read(cutAtNames(node), anyExamples).text;
    if (now === text) continue;
    if (i > 0 && rules[0]!.name === rule) lines.pop();
    const reasons = rules.map(reasonOf);
    lines.push({ node, reasons: i === 0 ? [...first, ...reasons] : reasons, factor });
    text = now;
    rule = i === 0 ? undefined : rules[0]!.name;
  }
  return lines;
}
