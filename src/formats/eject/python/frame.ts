import { fail } from "../../../base/error.ts";
import { formatLayers } from "../../../nn/parseLayers.ts";
import type { Model } from "../../../train/model.ts";
import type { About } from "../../imported.ts";
import { proofOf } from "../../proof/proof.ts";
import { writeProof } from "../../proof/text.ts";

/** Names beyond so many say nothing to a reader: those of 784 pixels. */
const mostNames = 40;

/**
 * What a program says of itself in its first lines.
 *
 * @example
 * heading(mlp(2, dense(1, "sigmoid"))); // ["# A network of 2 inputs and the layers 1:sigmoid, float32."]
 */
export const heading = ({ network, dtype }: Pick<Model, "network" | "dtype">): string[] => [
  `# A network of ${network.features} inputs and the layers ${formatLayers(network.layers)}, ${dtype}.`,
];

/** The names of inputs and classes, as lists: JSON writes texts as Python reads them. */
export const nameLines = ({ features, classes }: About = {}): string[] => [
  ...(features && features.length <= mostNames ? [`features = ${list(features)}`] : []),
  ...(classes ? [`classes = ${list(classes)}`] : []),
];

/** Texts as a list of Python. */
export const list = (names: readonly string[]): string =>
  `[${names.map((name) => JSON.stringify(name)).join(", ")}]`;

/** The function that names the class of each row, where the classes have names. */
export function classLines({ classes }: About = {}, outputs: number): string[] {
  if (classes?.length !== Math.max(2, outputs)) return [];
  const named =
    outputs === 1
      ? "[classes[int(p >= 0.5)] for p in predict(x)[:, 0]]"
      : "[classes[i] for i in predict(x).argmax(axis=1)]";
  return ["", "", "def classify(x):", `    """The class of each row of x."""`, `    return ${named}`];
}

/** Rows from the standard input, and their outputs, all digits of them; a line that is no row ends it with a sentence. */
export const mainLines = (features: number): string[] => [
  "",
  "",
  'if __name__ == "__main__":',
  "    rows = []",
  "    for line in filter(str.strip, sys.stdin):",
  "        try:",
  '            rows.append([float(number) for number in line.split(",")])',
  "        except ValueError:",
  "            rows.append([])",
  `        if len(rows[-1]) != ${features}:`,
  `            sys.exit(f"row {len(rows)}: expected ${features === 1 ? "1 number" : `${features} numbers with commas between them`}")`,
  "    for outputs in predict(rows) if rows else []:",
  '        print(",".join(repr(float(output)) for output in outputs))',
];

/** How near Python comes: it sums in another order, and its exponential is that of the machine. */
export const toleranceOf = ({ dtype }: Model): number => (dtype === "float64" ? 1e-12 : 1e-6);

/** The comment that proves the program. */
export const proofLines = async (model: Model): Promise<string[]> => [
  "",
  `# ${writeProof(await proofOf(model, toleranceOf(model)))}`,
];

/** Modules that a program of this name would hide from itself: `import numpy` finds `numpy.py` beside it first. */
const modules = ["argparse", "base64", "jax", "math", "numpy", "os", "sys", "torch"];

/**
 * The name of a program's file.
 *
 * @throws ChainruleError `usage` for the name of a module that it imports
 *
 * @example
 * fileName("flower"); // "flower.py"
 */
export const fileName = (name = "model"): string =>
  modules.includes(name)
    ? fail("usage", {
        who: "eject",
        expected: "a name that no module of Python has",
        got: `"${name}"`,
        fix: `Choose another, such as ${name}Model.`,
      })
    : `${name}.py`;

/** Lines indented by so many levels; empty ones stay empty. */
export const indented = (lines: readonly string[], by = 1): string[] =>
  lines.map((line) => (line === "" ? "" : "    ".repeat(by) + line));

/** Modules of the standard library that a program uses. */
export const standardImports = (text: string): string[] =>
  ["base64", "math", "sys"].filter((name) => text.includes(`${name}.`)).map((name) => `import ${name}`);
