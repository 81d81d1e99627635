import type { Graph, Node } from "../../graph/node.ts";
import type { Rule } from "../../simplify/rule.ts";
import { rules, simplify } from "../../simplify/simplify.ts";

/** What an expression has become, and by which rules: a large one first, then the small ones that follow from it. */
export interface Rewriting {
  readonly node: Node;
  readonly rules: readonly Rule[];
}

const minor = rules.filter(({ size }) => size !== undefined);
const large = rules.filter(({ size }) => size === undefined);

/**
 * An expression and what the simplifier makes of it, one large rule at a time.
 *
 * @param known values that have a name: where one of them appears, it is written by its name
 */
export function rewritings(expression: Node, known: readonly Node[]): Rewriting[] {
  const outputs = { expression, ...Object.fromEntries(known.map((node) => [`known ${node.name}`, node])) };
  const found: Rewriting[] = [];
  let graph: Graph = { outputs, updates: [] };
  for (let used: readonly Rule[] = []; ; ) {
    const tidy = simplify(graph, minor);
    const small = tidy.log.map(({ rule }) => rule).filter(({ size }) => size === "small");
    found.push({ node: tidy.graph.outputs.expression!, rules: [...new Set([...used, ...small])] });
    const next = simplify(tidy.graph, once(large));
    if (next.log.length === 0) return found;
    used = next.log.map(({ rule }) => large.find(({ name }) => name === rule.name)!);
    graph = next.graph;
  }
}

/** The rules, of which only one is used, and only one time. */
function once(all: readonly Rule[]): Rule[] {
  let spent = false;
  return all.map((rule) => ({
    ...rule,
    rewrite(node) {
      const result = spent ? undefined : rule.rewrite(node);
      if (result) spent = true;
      return result;
    },
  }));
}
