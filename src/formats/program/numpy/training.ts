import type { Derivation, Line, Part } from "../../../explain/derive/derivation.ts";
import { derive } from "../../../explain/derive/derive.ts";
import { sideOf } from "../../../explain/derive/equations.ts";
import { beforeInsertion, importLines } from "../../../explain/derive/program.ts";
import { type Convention, nameFormula } from "../../../explain/formula/formula.ts";
import { formatLayers } from "../../../nn/parseLayers.ts";
import type { RunSettings } from "../../runFile.ts";
import type { ProgramConfig } from "../config.ts";
import { refuse } from "../refuse.ts";
import { compactLines } from "./compact.ts";
import { dataLines } from "./data.ts";
import { rateText } from "./rate.ts";
import { startLines, updateLines } from "./update.ts";
import { weightLines } from "./weights.ts";

export interface NumpyTrainingOptions {
  /** Whether an example is a row of X or a column. Default rows. */
  readonly convention?: Convention;
  /** The CSV file that the data is read from, as `datasetToCsv` writes it; a few data sets are drawn when left out. */
  readonly file?: string;
}

/**
 * The text of a NumPy program that trains this network on this data, written out as a person would: the weights as the
 * library draws them, the forward pass, the derivatives and the update of each step. It calculates in float64. With
 * full batches, or without shuffling, it takes the library's steps; shuffles and dropout masks are NumPy's own. A
 * small network without biases that plain gradient descent trains on full batches comes out in a handful of lines.
 *
 * @throws ChainruleError `usage` for an optimizer that searches along lines, or weights of classes
 *
 * @example
 * const text = numpyTraining({
 *   network: { features: 3, layers: [dense(4, "sigmoid", { init: "normal(0,0.1)" }), dense(1, "sigmoid")] },
 *   settings: { loss: halfSquaredError(), optimizer: sgd(1), epochs: 1000, shuffle: true, seed: 3, l1: 0, l2: 0 },
 *   data: { source: { kind: "dataset", name: "xor", options: {} }, task: "binary", features: [], targets: ["class"] },
 * });
 * const lines = text.split("\n").map((line) => line.trim());
 * lines.includes("W1 = 0.1 * rng.randn(4, 3).T"); // true
 * lines.includes("W1 = W1 - learning_rate * dW1"); // true
 */
export function numpyTraining(config: ProgramConfig, options: NumpyTrainingOptions = {}): string {
  const { convention = "rows", file } = options;
  const { network, settings } = config;
  refuse("numpyTraining", settings);
  const derivation = derive({ network }, { loss: settings.loss, optimizer: settings.optimizer });
  const width = derivation.statement.output.shape[1]!;
  const text = [
    ...dataLines(config, width, convention, file),
    "",
    `rng = np.random.RandomState(${settings.seed})`,
    ...weightLines(network, convention),
    "",
    ...(compactLines(config, derivation, convention) ?? [
      ...startLines(derivation),
      ...loop(derivation, settings, convention),
    ]),
  ].join("\n");
  return `${[...heading(config, derivation), importLines(text), "", text].join("\n")}\n`;
}

/** What the program is, and where it goes another way than the library. */
function heading(
  { network, settings, dtype = "float32" }: ProgramConfig,
  { loss, parts }: Derivation,
): string[] {
  const { optimizer, batchSize, shuffle, earlyStopping } = settings;
  const notes = [
    ...(dtype === "float32"
      ? ["NumPy calculates in float64 here: the last digits differ from float32."]
      : []),
    ...(batchSize !== undefined && shuffle ? ["The order of the examples is NumPy's own."] : []),
    ...(parts.some(({ name }) => name.startsWith("mask")) ? ["The masks of dropout are NumPy's own."] : []),
    ...(earlyStopping ? ["All epochs are taken: it does not stop early."] : []),
  ];
  return [
    `# ${network.features} inputs, layers ${formatLayers(network.layers)}; loss ${loss.name}; optimizer ${optimizer.name}.`,
    ...notes.map((note) => `# ${note}`),
  ];
}

/** The epochs: one step each, or one for each batch. */
function loop(derivation: Derivation, settings: RunSettings, convention: Convention): string[] {
  const { epochs, batchSize, shuffle, optimizer } = settings;
  const { learningRate } = optimizer;
  const isBatched = batchSize !== undefined;
  const count = convention === "columns" ? "X.shape[1]" : "len(X)";
  const scheduled = typeof learningRate !== "number";
  const step = [
    ...(scheduled ? [`learning_rate = ${rateText(learningRate)}`] : []),
    ...stepLines(derivation, settings, convention),
    ...(scheduled ? ["step += 1"] : []),
  ];
  const every = Math.max(1, Math.floor(epochs / 10));
  const print = (value: string) => {
    const line = `print(f"epoch {epoch}  loss {${value}:.6f}")`;
    return indented(every === 1 ? [line] : [`if epoch % ${every} == 0:`, `    ${line}`], 1);
  };
  const loopLine = "for epoch in range(1, epochs + 1):";
  if (!isBatched)
    return [
      `m, epochs = ${count}, ${epochs}`,
      ...(scheduled ? ["step, steps = 0, epochs"] : []),
      "",
      loopLine,
      ...indented(step, 1),
      "",
      ...print("loss"),
    ];
  const rows = convention === "columns" ? "[:, rows]" : "[rows]";
  return [
    "all_X, all_Y = X, Y",
    `count, epochs = ${count}, ${epochs}`,
    ...(scheduled ? [`step, steps = 0, epochs * -(-count // ${batchSize})`] : []),
    "",
    loopLine,
    `    order = ${shuffle ? "rng.permutation(count)" : "np.arange(count)"}`,
    "    total = 0",
    `    for start in range(0, count, ${batchSize}):`,
    `        rows = order[start:start + ${batchSize}]`,
    `        X, Y = all_X${rows}, all_Y${rows}`,
    "        m = len(rows)",
    "",
    ...indented(step, 2),
    "        total += m * loss",
    "",
    ...print("total / count"),
  ];
}

/** One update. */
function stepLines(derivation: Derivation, settings: RunSettings, convention: Convention): string[] {
  const { parts, statement } = derivation;
  const { l1, l2, clipValue, clipNorm } = settings;
  const written = (part: Part, line: Line) =>
    `${nameFormula(part.name).numpy} = ${sideOf(line, { convention }).numpy}`;
  const of = (...roles: Part["role"][]) => parts.filter(({ role }) => roles.includes(role));
  const matrices = statement.parameters.filter(({ shape }) => shape.length === 2).map(({ name }) => name!);
  const gradients = statement.parameters.map(({ name }) => `d${name}`);
  const sum = (term: (name: string) => string) => matrices.map((name) => term(name)).join(" + ");
  return [
    ...of("forward").map((part) => written(part, part.lines[0]!)),
    ...of("loss").map((part) => written(part, part.lines.at(-1)!)),
    ...(l1 > 0 ? [`loss = loss + ${l1} * (${sum((name) => `np.sum(np.abs(${name}))`)})`] : []),
    ...(l2 > 0 ? [`loss = loss + ${l2} / 2 * (${sum((name) => `np.sum(${name} ** 2)`)})`] : []),
    "",
    ...of("error", "gradient").map((part) => written(part, beforeInsertion(part))),
    ...matrices.flatMap((name) => [
      ...(l1 > 0 ? [`d${name} = d${name} + ${l1} * np.sign(${name})`] : []),
      ...(l2 > 0 ? [`d${name} = d${name} + ${l2} * ${name}`] : []),
    ]),
    ...(clipValue === undefined
      ? []
      : gradients.map((name) => `${name} = np.clip(${name}, -${clipValue}, ${clipValue})`)),
    ...(clipNorm === undefined
      ? []
      : [
          `norm = np.sqrt(sum(np.sum(g ** 2) for g in [${gradients.join(", ")}]))`,
          ...gradients.map((name) => `${name} = min(1, ${clipNorm} / norm) * ${name}`),
        ]),
    "",
    ...updateLines(derivation, convention),
  ];
}

const indented = (lines: readonly string[], by: number): string[] =>
  lines.map((line) => (line === "" ? "" : "    ".repeat(by) + line));
