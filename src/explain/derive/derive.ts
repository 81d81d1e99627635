import { type Node, topological } from "../../graph/node.ts";
import { chooseLoss, chooseOptimizer } from "../../train/choose.ts";
import type { Model } from "../../train/model.ts";
import type { FitOptions } from "../../train/options.ts";
import { backward } from "./backward.ts";
import type { Derivation, Part } from "./derivation.ts";
import { descent } from "./descent.ts";
import { isNamedResult, linesOf, unnamed } from "./lines.ts";
import { byDefinition } from "./reason.ts";
import { rewritings } from "./rewritings.ts";
import { state } from "./statement.ts";

/** As for `fit`: the loss is what fits the last layer when left out, the optimizer plain gradient descent. */
export type DeriveOptions = Pick<FitOptions, "loss" | "optimizer">;

/**
 * Derives the backward pass of a network. Nothing is written per network: the lines are the derivative of the graph
 * that trains, and what each rule of the simplifier made of it.
 *
 * @throws ChainruleError `usage` for an unknown loss or optimizer, or a loss that does not fit the last layer
 *
 * @example
 * const derivation = derive(mlp(2, dense(4, "tanh"), dense(1, "sigmoid")));
 * equations(derivation, { convention: "columns" }).map(({ text }) => text).slice(0, 3); // ["dZ2 = A2 - Y", "dW2 = (1/m) dZ2 A1^T", "db2 = (1/m) sum(dZ2, axis 1, keepdims)"]
 */
export function derive({ network }: Pick<Model, "network">, options: DeriveOptions = {}): Derivation {
  const loss = chooseLoss(network, options.loss);
  const optimizer = chooseOptimizer(options.optimizer);
  const statement = state(network, loss);
  const values = topological([statement.output]).filter(isNamedResult);
  const lossLines = linesOf(rewritings(unnamed(statement.loss), values), [byDefinition], 1);
  const ready = { ...lossLines.at(-1)!.node, name: "loss" };
  const { parts: updates, start } = descent(statement.parameters, optimizer);
  return {
    network,
    loss,
    optimizer,
    statement,
    start,
    parts: [
      ...values.map((node): Part => forwardPart(node)),
      { name: "loss", of: "loss", role: "loss", lines: lossLines },
      ...backward(ready, statement.parameters, values),
      ...updates,
    ],
  };
}

const forwardPart = (node: Node): Part => ({
  name: node.name!,
  of: node.name!,
  role: "forward",
  lines: [{ node: unnamed(node), reasons: [byDefinition], factor: 1 }],
});
