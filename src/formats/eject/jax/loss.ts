import type { Derivation } from "../../../explain/derive/derivation.ts";
import { anyExamples } from "../../../explain/derive/statement.ts";
import { input } from "../../../graph/build.ts";
import type { Node } from "../../../graph/node.ts";
import { forward, type Network } from "../../../nn/network.ts";
import type { RunSettings } from "../../runFile.ts";
import { assignments } from "../python/assignments.ts";
import { dialects } from "../python/dialect.ts";
import { expression, pythonName } from "../python/expression.ts";
import { indented } from "../python/frame.ts";

/** What the loss of a network needs beside weights and data. */
export interface LossFunction {
  readonly lines: readonly string[];
  readonly weights: readonly string[];
  /** What training changes without a gradient: running means. */
  readonly states: readonly string[];
  readonly hasMasks: boolean;
}

/**
 * The function that `jax.grad` differentiates: the forward pass, and the loss as the derivation simplified it, so that
 * a sigmoid or softmax in front of a logarithm stays finite. With states it also gives their next values.
 */
export function lossFunction(network: Network, derivation: Derivation, settings: RunSettings): LossFunction {
  const { statement, parts } = derivation;
  const x = input("X", [anyExamples, network.features]);
  const { states, updates, parameters } = forward(network, x, { training: true, dtype: "float64" });
  const weights = parameters.map(({ node }) => node.name!);
  const kept = states.map(({ node }) => node.name!);
  const loss = parts.find(({ role }) => role === "loss")!.lines.at(-1)!.node;
  const body = assignments([{ ...loss, name: "loss" }], dialects.jax);
  const matrices = statement.parameters.filter(({ shape }) => shape.length === 2).map(({ name }) => name!);
  const next = updates.map(
    ({ target, value }) => `"${target.name}": ${expression(overNames(value), dialects.jax)}`,
  );
  const hasMasks = body.some((line) => line.includes("jax.random."));
  const lines = [
    ...assigned("weights", weights),
    ...assigned("states", kept),
    "m = len(X)",
    ...body,
    ...penaltyLines(matrices, settings),
    ...(kept.length > 0 ? [`return loss, {${next.join(", ")}}`] : ["return loss"]),
  ];
  const parametersOf = [
    "weights",
    ...(kept.length > 0 ? ["states"] : []),
    "X",
    "Y",
    ...(hasMasks ? ["key"] : []),
  ];
  return {
    lines: ["", "", `def loss_of(${parametersOf.join(", ")}):`, ...indented(lines)],
    weights,
    states: kept,
    hasMasks,
  };
}

const assigned = (from: string, names: readonly string[]): string[] =>
  names.map((name) => `${pythonName(name)} = ${from}["${name}"]`);

function penaltyLines(matrices: readonly string[], { l1, l2 }: RunSettings): string[] {
  const sum = (term: (name: string) => string) => matrices.map(term).join(" + ");
  return [
    ...(l1 > 0 ? [`loss = loss + ${l1} * (${sum((name) => `jnp.sum(jnp.abs(${name}))`)})`] : []),
    ...(l2 > 0 ? [`loss = loss + ${l2} / 2 * (${sum((name) => `jnp.sum(${name} ** 2)`)})`] : []),
  ];
}

/** The expression down to what has a name in the lines above it. */
function overNames(node: Node): Node {
  const inputs = node.inputs.map((one) =>
    one.name === undefined ? overNames(one) : input(one.name, one.shape),
  );
  return { ...node, inputs };
}
