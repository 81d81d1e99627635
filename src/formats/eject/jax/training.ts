import { derive } from "../../../explain/derive/derive.ts";
import { numpyNumber } from "../../../explain/formula/number.ts";
import { formatLayers } from "../../../nn/parseLayers.ts";
import type { ProgramConfig } from "../../program/config.ts";
import { rateText } from "../../program/numpy/rate.ts";
import { weightLines } from "../../program/numpy/weights.ts";
import { refuse } from "../../program/refuse.ts";
import { dataFunction, readsFile } from "../python/data.ts";
import { indented } from "../python/frame.ts";
import { type LossFunction, lossFunction } from "./loss.ts";
import { type UpdateFunction, updateFunction } from "./update.ts";

/**
 * The text of a JAX program that trains this network on this data: the loss as a function that `jax.grad`
 * differentiates, the optimizer's step as the library states it, a training step compiled by `jax.jit`. Weights are
 * drawn as the library draws them, so that on full batches it takes the library's steps; orders and dropout masks are
 * its own.
 *
 * @throws ChainruleError `usage` for an optimizer that searches along lines, or weights of classes
 *
 * @example
 * const text = jaxTraining({
 *   network: { features: 3, layers: [dense(4, "tanh"), dense(1, "sigmoid")] },
 *   settings: { loss: binaryCrossEntropy(), optimizer: sgd(1), epochs: 10, shuffle: true, seed: 3, l1: 0, l2: 0 },
 *   data: { source: { kind: "dataset", name: "xor", options: {} }, task: "binary", features: [], targets: ["class"] },
 * });
 * text.includes("    p = p - learning_rate * g"); // true
 */
export function jaxTraining(config: ProgramConfig): string {
  const { network, settings, dtype = "float32" } = config;
  refuse("jaxTraining", settings);
  const derivation = derive({ network }, { loss: settings.loss, optimizer: settings.optimizer });
  const loss = lossFunction(network, derivation, settings);
  const update = updateFunction(settings.optimizer);
  const { learningRate } = settings.optimizer;
  return `${[
    ...heading(config, loss),
    ...(readsFile(config) ? ["import os"] : []),
    ...["import sys", "", "import jax", "import jax.numpy as jnp", "import numpy as np", ""],
    ...(dtype === "float64" ? ['jax.config.update("jax_enable_x64", True)'] : []),
    'jax.config.update("jax_default_matmul_precision", "highest")',
    ...dataFunction(config, derivation.statement.output.shape[1]!),
    ...drawFunction(config, loss),
    ...loss.lines,
    ...update.lines,
    ...stepFunction(config, loss, update),
    ...(typeof learningRate === "number"
      ? []
      : ["", "", "def rate(step, steps):", `    return ${rateText(learningRate)}`]),
    ...trainFunction(config, loss, update),
    ...["", "", 'if __name__ == "__main__":'],
    "    weights = train(*data(*sys.argv[1:2]))",
    '    np.savez("model.npz", **weights)',
  ].join("\n")}\n`;
}

/** What the program is, and where it goes another way than the library. */
function heading({ network, settings }: ProgramConfig, { hasMasks }: LossFunction): string[] {
  const { optimizer, loss, batchSize, shuffle, earlyStopping } = settings;
  const notes = [
    ...(batchSize !== undefined && shuffle ? ["The order of the examples is NumPy's own."] : []),
    ...(hasMasks ? ["The masks of dropout are JAX's own."] : []),
    ...(earlyStopping ? ["All epochs are taken: it does not stop early."] : []),
  ];
  return [
    `# ${network.features} inputs, layers ${formatLayers(network.layers)}; loss ${loss.name}; optimizer ${optimizer.name}.`,
    ...notes.map((note) => `# ${note}`),
  ];
}

function drawFunction({ network, settings }: ProgramConfig, { weights }: LossFunction): string[] {
  const drawn = [
    `rng = np.random.RandomState(${settings.seed})`,
    ...weightLines(network, "rows"),
    `return {${weights.map((name) => `"${name}": ${name}`).join(", ")}}`,
  ];
  return ["", "", "def initial_weights():", ...indented(drawn)];
}

/** One update, compiled. */
function stepFunction({ settings }: ProgramConfig, loss: LossFunction, update: UpdateFunction): string[] {
  const { clipValue, clipNorm } = settings;
  const hasStates = loss.states.length > 0;
  const given = [...(hasStates ? ["states"] : []), "X", "Y", ...(loss.hasMasks ? ["key"] : [])];
  const grad = `jax.value_and_grad(loss_of${hasStates ? ", has_aux=True" : ""})(${["weights", ...given].join(", ")})`;
  const remembered = update.scalars.map(({ name }) => name);
  const inputs = ["weights", "memory", ...remembered, "learning_rate", ...given];
  const stepOf = ["weights[name]", "gradients[name]", "learning_rate", ...remembered, "*memory[name]"];
  return [
    ...["", "", "@jax.jit", `def train_step(${inputs.join(", ")}):`],
    ...indented([
      hasStates ? `(loss, states), gradients = ${grad}` : `loss, gradients = ${grad}`,
      ...(clipValue === undefined
        ? []
        : [`gradients = jax.tree.map(lambda g: jnp.clip(g, -${clipValue}, ${clipValue}), gradients)`]),
      ...(clipNorm === undefined
        ? []
        : [
            "norm = jnp.sqrt(sum(jnp.sum(g ** 2) for g in gradients.values()))",
            `gradients = jax.tree.map(lambda g: jnp.minimum(1, ${clipNorm} / norm) * g, gradients)`,
          ]),
      "new_weights, new_memory = {}, {}",
      "for name in weights:",
      `    new_weights[name], *new_memory[name] = update(${stepOf.join(", ")})`,
      `return ${["new_weights", "new_memory", ...(hasStates ? ["states"] : []), "loss"].join(", ")}`,
    ]),
  ];
}

function trainFunction(config: ProgramConfig, loss: LossFunction, update: UpdateFunction): string[] {
  const { settings, dtype = "float32" } = config;
  const { epochs, batchSize, shuffle, optimizer, seed } = settings;
  const hasStates = loss.states.length > 0;
  const isScheduled = typeof optimizer.learningRate !== "number";
  const every = Math.max(1, Math.floor(epochs / 10));
  const changed = ["weights", "memory", ...(hasStates ? ["states"] : []), "loss"];
  const given = [
    ...["weights", "memory", ...update.scalars.map(({ name }) => name)],
    isScheduled ? "rate(step, steps)" : String(optimizer.learningRate),
    ...(hasStates ? ["states"] : []),
    ...["X[rows]", "Y[rows]"],
    ...(loss.hasMasks ? ["jax.random.fold_in(key, step)"] : []),
  ];
  const counts = isScheduled || loss.hasMasks;
  const start = (name: string) =>
    `"${name}": jnp.${name.startsWith("mean") ? "zeros" : "ones"}_like(weights["${name.replace(/^(mean|variance)/, "gamma")}"])`;
  return [
    ...["", "", `def train(X, Y, epochs=${epochs}):`],
    '    """The weights after training."""',
    ...indented([
      `X, Y = jnp.asarray(X, dtype=jnp.${dtype}), jnp.asarray(Y, dtype=jnp.${dtype})`,
      `weights = {name: jnp.asarray(w, dtype=jnp.${dtype}) for name, w in initial_weights().items()}`,
      `memory = {name: [jnp.zeros_like(w)] * ${update.slots.length} for name, w in weights.items()}`,
      ...update.scalars.map(({ name, initial }) => `${name} = ${numpyNumber(initial)}`),
      ...(hasStates ? [`states = {${loss.states.map(start).join(", ")}}`] : []),
      ...(loss.hasMasks ? [`key = jax.random.key(${seed})`] : []),
      `batch = ${batchSize ?? "len(X)"}`,
      ...(counts ? ["step, steps = 0, epochs * -(-len(X) // batch)"] : []),
      ...(shuffle && batchSize !== undefined ? [`rng = np.random.RandomState(${seed})`] : []),
      "for epoch in range(1, epochs + 1):",
      ...indented([
        `order = ${shuffle && batchSize !== undefined ? "rng.permutation(len(X))" : "np.arange(len(X))"}`,
        "total = 0",
        "for at in range(0, len(X), batch):",
        ...indented([
          "rows = order[at:at + batch]",
          `${changed.join(", ")} = train_step(${given.join(", ")})`,
          ...update.scalars.map(({ name, next }) => `${name} = ${next}`),
          ...(counts ? ["step += 1"] : []),
          "total += len(rows) * loss",
        ]),
        ...(every === 1 ? [] : [`if epoch % ${every} == 0:`]),
        `${every === 1 ? "" : "    "}print(f"epoch {epoch}  loss {total / len(X):.6f}")`,
      ]),
      hasStates ? "return {**weights, **states}" : "return weights",
    ]),
  ];
}
