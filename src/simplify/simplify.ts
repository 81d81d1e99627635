import { fail } from "../base/error.ts";
import { express } from "../graph/express.ts";
import { type Graph, type Node, rootsOf, topological } from "../graph/node.ts";
import type { Op } from "../op/op.ts";
import { numberOf } from "./match.ts";
import type { Rule } from "./rule.ts";
import { arithmetic } from "./rules/arithmetic.ts";
import { linear } from "./rules/linear.ts";
import { probability } from "./rules/probability.ts";

/** One use of a rule. The log of all of them is the derivation a person reads. */
export interface Step {
  readonly rule: Rule;
  readonly before: Node;
  readonly after: Node;
}

export interface Simplified {
  readonly graph: Graph;
  readonly log: readonly Step[];
}

/**
 * All rules, in the order they are tried.
 *
 * @example
 * rules.find(({ name }) => name === "logarithm of a sigmoid")?.identity; // "log s(z) = -softplus(-z)"
 */
export const rules: readonly Rule[] = [...arithmetic, ...probability, ...linear];

/** Far more than any chain of identities needs; a pair of rules that undo each other would run forever. */
const mostPasses = 200;

/**
 * The same values by fewer and safer operations. Applies the rules until none matches; equal expressions become
 * one node, and what nothing needs is dropped, because a graph is only what its outputs reach.
 *
 * @param using the rules to apply, in the order they are tried; none of them leaves only the uniting of equals
 *
 * @example
 * const z = input("z", [3]);
 * const { graph, log } = simplify({ outputs: { y: ops.log(ops.sigmoid(z)) }, updates: [] });
 * express(graph.outputs.y); // "-log(1 + exp(-z))"
 * log.map(({ rule }) => rule.name); // ["logarithm of a sigmoid"]
 */
export function simplify(graph: Graph, using: readonly Rule[] = rules): Simplified {
  const log: Step[] = [];
  const pass = rewriter(using, log);
  let current = graph;
  for (let passes = 0; passes < mostPasses; passes++) {
    const before = log.length;
    current = pass(current);
    if (log.length === before) return { graph: current, log };
  }
  return fail("internal", {
    who: "simplify",
    expected: `the rules to settle within ${mostPasses} passes`,
    got: `"${log.at(-1)!.rule.name}" still applied to ${express(log.at(-1)!.before)}`,
  });
}

/**
 * One pass from the leaves to the roots: inputs first, then the first rule that matches, then equal nodes unite.
 * Nodes are immutable, so one that no rule matched in an earlier pass, made of the same inputs, is not tried again.
 */
function rewriter(using: readonly Rule[], log: Step[]): (graph: Graph) => Graph {
  const rulesOf = byOp(using);
  const intern = interner();
  const settled = new Set<Node>();
  const renew = (node: Node, inputs: readonly Node[]): Node => {
    const same = inputs.every((input, i) => input === node.inputs[i]);
    if (same && settled.has(node)) return node;
    const moved = same ? node : { ...node, inputs };
    const rewritten = rewriteNode(moved, rulesOf.get(moved.op) ?? [], log);
    const united = intern(rewritten);
    if (rewritten === moved) settled.add(united);
    return united;
  };
  return (graph) => {
    const renewed = new Map<Node, Node>();
    const now = (node: Node): Node => renewed.get(node)!;
    for (const node of topological([...graph.updates.map((update) => update.target), ...rootsOf(graph)]))
      renewed.set(node, renew(node, node.inputs.map(now)));
    return {
      outputs: Object.fromEntries(Object.entries(graph.outputs).map(([name, node]) => [name, now(node)])),
      updates: graph.updates.map(({ target, value }) => ({ target: now(target), value: now(value) })),
    };
  };
}

/** The rules to try for each op, in their order. */
function byOp(using: readonly Rule[]): ReadonlyMap<Op, readonly Rule[]> {
  const rulesOf = new Map<Op, Rule[]>();
  for (const rule of using)
    for (const op of rule.of) {
      const before = rulesOf.get(op);
      if (before) before.push(rule);
      else rulesOf.set(op, [rule]);
    }
  return rulesOf;
}

function rewriteNode(node: Node, using: readonly Rule[], log: Step[]): Node {
  for (const rule of using) {
    const result = rule.rewrite(node);
    if (!result) continue;
    const after = keepName(node, result);
    log.push({ rule, before: node, after });
    return after;
  }
  return node;
}

/** A rewritten node keeps its name, unless what it became has one already or is a mere number. */
function keepName(node: Node, result: Node): Node {
  const anonymous = node.name === undefined || result.name !== undefined || numberOf(result) !== undefined;
  return anonymous ? result : { ...result, ...nameOf(node) };
}

/**
 * Gives equal expressions one node, bottom up. Where only one of them has a name, it is kept: nameless nodes are
 * copied when they are first met, so that such a name can be written into the copy and into nothing else.
 */
function interner(): (node: Node) => Node {
  const ids = new Map<Node, number>();
  const known = new Map<string, Node>();
  const intern = (node: Node): Node => {
    if (ids.has(node)) return node;
    const inputs = node.inputs.map(intern);
    const key = [
      node.op.kind === "input" ? `input ${node.name}` : node.op.name,
      Object.values(node.attributes).map(keyOf).join(";"),
      inputs.map((input) => ids.get(input)).join(),
      node.dtype,
      node.shape.join(),
    ].join("|");
    const twin = known.get(key);
    if (twin) {
      if (twin.name === undefined) Object.assign(twin, nameOf(node));
      return twin;
    }
    const same = inputs.every((input, i) => input === node.inputs[i]);
    const fresh = same && node.name !== undefined ? node : { ...node, inputs };
    ids.set(fresh, ids.size);
    known.set(key, fresh);
    return fresh;
  };
  return intern;
}

/** An attribute as text that tells apart whatever computes apart: -0 from 0, one infinity from the other. */
const keyOf = (value: unknown): string => (Object.is(value, -0) ? "-0" : String(value));

const nameOf = ({ name, cotangentOf }: Node): Partial<Node> => ({
  ...(name === undefined ? {} : { name }),
  ...(cotangentOf === undefined ? {} : { cotangentOf }),
});
