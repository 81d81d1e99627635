import { input } from "../../graph/build.ts";
import { type Node, topological, type Update } from "../../graph/node.ts";
import { descend } from "../../nn/descend.ts";
import type { Optimizer } from "../../nn/optimizers/optimizer.ts";
import { rateAt } from "../../nn/schedules/index.ts";
import type { Derivation, Part } from "./derivation.ts";
import { unnamed } from "./lines.ts";
import { optimizerStep } from "./reason.ts";

/** What the optimizer makes of the gradients: first what it remembers, then the parameters. */
export function descent(
  parameters: readonly Node[],
  optimizer: Optimizer,
): Pick<Derivation, "start"> & { parts: Part[] } {
  const gradients = parameters.map(({ name, shape }) => input(`d${name}`, shape));
  const { updates, memories } = descend(optimizer, {}, parameters, gradients, "float64");
  const isParameter = ({ target }: Update) => parameters.some(({ name }) => name === target.name);
  const remembered = new Map(
    updates.filter((one) => !isParameter(one)).map(({ target, value }) => [value, `${target.name}_new`]),
  );
  const part = ({ target, value }: Update): Part => ({
    name: `${target.name}_new`,
    of: target.name!,
    role: "update",
    lines: [{ node: unnamed(withNames(value, remembered)), reasons: [optimizerStep], factor: 1 }],
  });
  return {
    parts: [...updates.filter((one) => !isParameter(one)), ...updates.filter(isParameter)].map(part),
    start: new Map([
      ["learningRate", rateAt(optimizer.learningRate, 0, 1)],
      ...memories.map(({ name, initial }): [string, number] => [name, initial]),
    ]),
  };
}

/** The same expression, in which nodes are written by the names that are given for them. */
function withNames(root: Node, names: ReadonlyMap<Node, string>): Node {
  const made = new Map<Node, Node>();
  for (const node of topological([root])) {
    const name = node === root ? undefined : names.get(node);
    const inputs = node.inputs.map((one) => made.get(one)!);
    made.set(node, { ...node, inputs, ...(name === undefined ? {} : { name }) });
  }
  return made.get(root)!;
}
