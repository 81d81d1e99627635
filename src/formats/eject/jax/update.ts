import { input, named } from "../../../graph/build.ts";
import { type Node, topological } from "../../../graph/node.ts";
import { optimizerKind } from "../../../nn/optimizers/index.ts";
import type { FirstOrderKind, Optimizer } from "../../../nn/optimizers/optimizer.ts";
import { assignments } from "../python/assignments.ts";
import { dialects } from "../python/dialect.ts";
import { expression, pythonName } from "../python/expression.ts";
import { indented } from "../python/frame.ts";

/** An optimizer's step as a function of one parameter, read from the record that trains. */
export interface UpdateFunction {
  readonly lines: readonly string[];
  /** What it remembers for each parameter, arrays that start at 0. */
  readonly slots: readonly string[];
  /** What it remembers for all of them: the start, and the next value by its own name. */
  readonly scalars: readonly { readonly name: string; readonly initial: number; readonly next: string }[];
}

/** Any shape does: the rule goes element by element. */
const shape = [2];

/**
 * The function that makes a step.
 *
 * @example
 * updateFunction(sgd(0.1, { momentum: 0.9 })).lines.at(-1); // "    return p, velocity"
 */
export function updateFunction({ name, settings }: Optimizer): UpdateFunction {
  const kind = optimizerKind(name) as FirstOrderKind;
  const leaf = (symbol: string, of: readonly number[] = []) => input(symbol, of);
  const slots = kind.slots(settings);
  const stated = Object.entries(kind.scalars?.(settings) ?? {});
  const scalars = stated.map(([key, { initial, next }]) => ({
    name: pythonName(key),
    initial,
    next: expression(next(leaf(key)), dialects.jax),
  }));
  const next = kind.update({
    parameter: leaf("p", shape),
    gradient: leaf("g", shape),
    learningRate: leaf("learningRate"),
    slots: Object.fromEntries(slots.map((slot) => [slot, leaf(slot, shape)])),
    scalars: Object.fromEntries(stated.map(([key]) => [key, leaf(key)])),
    settings,
  });
  const names = new Map([...slots.map((slot) => [next.slots[slot]!, slot] as const), [next.parameter, "p"]]);
  const roots = withNames([...names.keys()], names);
  const parameters = ["p", "g", "learning_rate", ...scalars.map((one) => one.name), ...slots];
  const returned = ["p", ...slots].join(", ");
  return {
    lines: [
      ...["", "", `def update(${parameters.join(", ")}):`, `    """A step of ${name}."""`],
      ...indented([...assignments(roots, dialects.jax), `return ${returned}${slots.length > 0 ? "" : ","}`]),
    ],
    slots,
    scalars,
  };
}

/** The same nodes, in which those of `names` have them. */
function withNames(roots: readonly Node[], names: ReadonlyMap<Node, string>): Node[] {
  const made = new Map<Node, Node>();
  for (const node of topological(roots)) {
    const remade = { ...node, inputs: node.inputs.map((one) => made.get(one)!) };
    const name = names.get(node);
    made.set(node, name === undefined ? remade : named(name, remade));
  }
  return roots.map((root) => made.get(root)!);
}
