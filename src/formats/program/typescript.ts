import type { RunSettings } from "../runFile.ts";
import { layerCall, lossCall, optimizerCall, type Use } from "./calls.ts";
import type { ProgramConfig } from "./config.ts";
import { dataLines } from "./data.ts";
import type { DataLines, Entries } from "./lines.ts";
import { literal } from "./literal.ts";

/** A longer call stands in lines of its own. */
const longestLine = 100;

/**
 * The text of a TypeScript program that trains exactly this run: the same data, layers and settings, and in the end the
 * same weights to the bit. The path of a data file is the run file's, seen from its folder: start the program there.
 *
 * @throws ChainruleError `usage` for an unknown data set, layer, loss or optimizer, and for data that came on the
 *   standard input
 *
 * @example
 * const text = typescriptProgram({
 *   network: { features: 2, layers: [dense(4, "tanh"), dense(1, "sigmoid")] },
 *   settings: { loss: binaryCrossEntropy(), optimizer: sgd(1.2), epochs: 1000, shuffle: true, seed: 3, l1: 0, l2: 0 },
 *   data: {
 *     source: { kind: "dataset", name: "planar", options: { samples: 400 } },
 *     task: "binary",
 *     features: ["x1", "x2"],
 *     targets: ["class"],
 *   },
 * });
 * text.split("\n")[2]; // "const { x, y } = planar({ samples: 400 });"
 * text.split("\n")[4]; // 'const model = mlp(2, dense(4, "tanh"), dense(1, "sigmoid"));'
 */
export function typescriptProgram(config: ProgramConfig): string {
  const { network, settings, dtype = "float32" } = config;
  const [fromLibrary, fromNode] = [new Set<string>(), new Set<string>()];
  const entries: Entries = { use: remembering(fromLibrary), node: remembering(fromNode) };
  const data = dataLines(entries, config);
  const layers = network.layers.map((layer) => layerCall(entries.use, layer));
  const model = wrapped(`const model = ${entries.use("mlp")}(`, [String(network.features), ...layers], ");");
  const options = optionsOf(entries.use, settings, data, dtype);
  const body = [
    ...data.lines,
    "",
    ...model,
    `const run = await model.fit(${data.training.join(", ")}, {`,
    ...options.map(([name, text]) => `  ${name}${name === text ? "" : `: ${text}`},`),
    "});",
    'console.log("loss", run.last.loss, "after", run.steps, "steps");',
    ...(data.test
      ? [
          "",
          `const unseen = await model.evaluate(${data.test.join(", ")}, { loss: ${lossCall(entries.use, settings.loss)} });`,
          'console.log("on examples it has not seen: loss", unseen.loss);',
        ]
      : []),
  ];
  return `${[...importLines(fromLibrary, "chainrule"), ...importLines(fromNode, "chainrule/node"), "", ...body].join("\n")}\n`;
}

/** The options of `fit` that are not at their defaults, and those that a reader looks for. */
function optionsOf(
  use: Use,
  settings: RunSettings,
  { scale, validation }: DataLines,
  dtype: string,
): readonly (readonly [name: string, text: string])[] {
  const { batchSize, shuffle, l1, l2, clipValue, clipNorm, classWeights, earlyStopping } = settings;
  const given = {
    loss: lossCall(use, settings.loss),
    optimizer: optimizerCall(use, settings.optimizer),
    epochs: settings.epochs,
    batchSize,
    shuffle: shuffle ? undefined : false,
    seed: settings.seed,
    dtype: literal(dtype),
    scale: scale ?? (settings.scale && literal(settings.scale)),
    l1: l1 || undefined,
    l2: l2 || undefined,
    clipValue,
    clipNorm,
    classWeights: classWeights && literal(classWeights),
    validation,
    earlyStopping: earlyStopping && literal(earlyStopping),
  };
  return Object.entries(given)
    .filter(([, text]) => text !== undefined)
    .map(([name, text]) => [name, String(text)]);
}

const remembering =
  (names: Set<string>): Use =>
  (name) => {
    names.add(name);
    return name;
  };

const importLines = (names: ReadonlySet<string>, from: string): string[] =>
  names.size === 0 ? [] : wrapped("import { ", [...names].sort(), ` } from ${literal(from)};`);

/** What is listed between brackets in one line, or a line for each. */
function wrapped(open: string, parts: readonly string[], close: string): string[] {
  const line = open + parts.join(", ") + close;
  if (line.length <= longestLine) return [line];
  return [open.trimEnd(), ...parts.map((part) => `  ${part},`), close.trimStart()];
}
