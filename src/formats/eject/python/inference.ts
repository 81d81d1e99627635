import { asArray } from "../../../array/convert.ts";
import { anyExamples } from "../../../explain/derive/statement.ts";
import { input } from "../../../graph/build.ts";
import { forward } from "../../../nn/network.ts";
import type { Model } from "../../../train/model.ts";
import type { EjectOptions } from "../ejector.ts";
import { decoderLines, numpyMaker, pythonArray, type Written } from "./arrays.ts";
import { assignments } from "./assignments.ts";
import type { Dialect } from "./dialect.ts";
import { encodingLines } from "./encoding.ts";
import { pythonName } from "./expression.ts";
import { classLines, heading, indented, mainLines, nameLines, proofLines, standardImports } from "./frame.ts";

/**
 * A trained network as a program in a dialect of Python: weights inside, the forward pass written out as a person
 * would, `predict(x)` for rows of numbers, and a `__main__` that reads them from the standard input.
 *
 * @throws ChainruleError `usage` before the model has weights
 */
export async function inference(
  model: Model,
  dialect: Dialect,
  { about }: EjectOptions = {},
): Promise<string> {
  const { network } = model;
  const proof = await proofLines(model);
  const x = input("X", [anyExamples, network.features]);
  const { output } = forward(network, x, { training: false, dtype: "float64" });
  const body = assignments([output], dialect);
  const arrays = arraysOf(model, dialect);
  const long = arrays.filter(({ isLong }) => isLong).map(({ text }) => text);
  const rest = [
    ...nameLines(about),
    ...arrays.filter(({ isLong }) => !isLong).map(({ text }) => text),
    ...functionLines(body, dialect),
    ...forwardLines(model, dialect, body, output.name ?? "X"),
    ...classLines(about, output.shape[1]!),
    ...encodingLines(about?.encoding),
    ...(long.length > 0 ? [...decoderLines, "", "", ...long] : []),
    ...mainLines(network.features),
  ];
  const imports = [
    ...standardImports(rest.join("\n")),
    "",
    ...dialect.imports,
    ...settingsOf(dialect, model),
  ];
  return `${[...heading(model), ...imports, "", ...rest, ...proof].join("\n")}\n`;
}

/** Weights and scaling by their names. The scaling is measured in float64, and applied before rounding. */
function arraysOf({ weights, scaling }: Model, { module }: Dialect): Written[] {
  const maker =
    module === "np" ? numpyMaker : { list: `${module}.asarray`, array: `${module}.asarray`, module };
  const assigned = (name: string, { text, isLong }: Written) => ({
    text: `${pythonName(name)} = ${text}`,
    isLong,
  });
  return [
    ...Object.entries(scaling ?? {}).map(([name, numbers]) =>
      assigned(name, pythonArray(asArray(numbers as number[]), numpyMaker)),
    ),
    ...Object.entries(weights!).map(([name, array]) => assigned(name, pythonArray(array, maker))),
  ];
}

/** `predict`; where the dialect compiles, the forward pass is a function of its own. */
function forwardLines(
  { dtype, scaling }: Model,
  dialect: Dialect,
  body: readonly string[],
  output: string,
): string[] {
  const rows = [
    `X = np.asarray(x, dtype=np.${dtype})`,
    ...(scaling ? [`X = ((X - offset) / scale).astype(np.${dtype})`] : []),
  ];
  const predict = ["def predict(x):", '    """The outputs for x, an example a row."""', ...indented(rows)];
  if (dialect.compiled === undefined) return ["", "", ...predict, ...indented([...body, `return ${output}`])];
  return [
    ...["", "", dialect.compiled, "def forward(X):", ...indented([...body, `return ${output}`])],
    ...["", "", ...predict, "    return np.asarray(forward(X))"],
  ];
}

/** The functions of the dialect that the lines call. */
const functionLines = (body: readonly string[], { functions }: Dialect): string[] =>
  Object.entries(functions)
    .filter(([name]) => new RegExp(`(?<![\\w.])${name}\\(`).test(body.join("\n")))
    .flatMap(([, lines]) => ["", "", ...lines]);

/** JAX has no float64 unless it is asked for, and multiplies in fewer bits where a chip does so faster. */
const settingsOf = ({ module }: Dialect, { dtype }: Model): string[] =>
  module === "np"
    ? []
    : [
        "",
        ...(dtype === "float64" ? ['jax.config.update("jax_enable_x64", True)'] : []),
        'jax.config.update("jax_default_matmul_precision", "highest")',
      ];
