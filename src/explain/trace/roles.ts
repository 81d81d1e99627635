import { type Node, rootsOf, topological } from "../../graph/node.ts";
import type { TrainingStep } from "../../nn/step.ts";

/** What a value is for, in the order of an update. */
export const roles = ["data", "forward", "loss", "backward", "update"] as const;
export type Role = (typeof roles)[number];

/** A value of the update that has a name. */
export interface Named {
  readonly name: string;
  readonly role: Role;
  /** What computes it. */
  readonly node: Node;
  /** For an update: the leaf that takes the value. */
  readonly target?: Node;
  /** For a gradient: the parameter it belongs to. */
  readonly parameter?: Node;
}

const isNamed = (node: Node): boolean => node.name !== undefined;

/** What the data is called in the graph. */
const dataNames = ["X", "Y", "weights"];

/** The named nodes that a node is made of directly, in the order of its formula. */
export function dependencies(node: Node): Node[] {
  const found = new Set<Node>();
  const walk = (one: Node): void => {
    for (const input of one.inputs)
      if (isNamed(input)) found.add(input);
      else walk(input);
  };
  walk(node);
  return [...found];
}

/**
 * The named values of an update in the order of the texts: the data, the forward pass, the loss, the derivatives from
 * the output back to the first layer, each parameter's gradient as soon as its error term is known, the updates.
 */
export function namedValues({ graph, forward }: Pick<TrainingStep, "graph" | "forward">): Named[] {
  const { output, loss } = graph.outputs as { output: Node; loss: Node };
  const parameters = forward.parameters.map(({ node }) => node);
  const updated = new Set(graph.updates.map(({ value }) => value));
  const before = topological([output, loss]).filter(isNamed);
  const order = topological(rootsOf(graph)).filter(isNamed);

  const data = dataNames.flatMap((name) => order.find((node) => node.name === name) ?? []);
  const pass = before.filter(
    (node) =>
      node.inputs.length > 0 && node.cotangentOf === undefined && node !== loss && !data.includes(node),
  );
  const gradients = parameters.map((parameter): Named => {
    const name = `d${parameter.name}`;
    return { name, role: "backward", node: graph.outputs[name]!, parameter };
  });
  return [
    ...data.map((node): Named => ({ name: node.name!, role: "data", node })),
    ...pass.map((node): Named => ({ name: node.name!, role: "forward", node })),
    { name: "loss", role: "loss", node: loss },
    ...backward(gradients, new Set([...pass, loss, ...updated, ...data])),
    ...graph.updates.map(
      ({ target, value }): Named => ({ name: target.name!, role: "update", node: value, target }),
    ),
  ];
}

/** Cotangents from the output back; after each, the gradients for which nothing is missing any more. */
function backward(gradients: readonly Named[], others: ReadonlySet<Node>): Named[] {
  const own = new Set(gradients.map(({ node }) => node));
  const cotangents = topological(gradients.map(({ node }) => node).reverse()).filter(
    (node) => isNamed(node) && node.inputs.length > 0 && !others.has(node) && !own.has(node),
  );
  const done = new Set<Node>();
  const waiting = [...gradients];
  const list: Named[] = [];
  const settle = (): void => {
    for (const gradient of [...waiting])
      if (dependencies(gradient.node).every((node) => done.has(node) || !cotangents.includes(node))) {
        list.push(gradient);
        waiting.splice(waiting.indexOf(gradient), 1);
      }
  };
  for (const node of cotangents) {
    done.add(node);
    list.push({ name: node.name!, role: "backward", node });
    settle();
  }
  settle();
  return list;
}
