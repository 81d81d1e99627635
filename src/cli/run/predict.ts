import { extname } from "node:path";
import { writeNpy } from "../../array/npy.ts";
import { fail } from "../../base/error.ts";
import { type CsvOptions, readCsv } from "../../data/csv.ts";
import { delimiterNames } from "../../data/csvDialect.ts";
import type { Encoding } from "../../data/encoding.ts";
import type { Table } from "../../data/table.ts";
import { writeCsv } from "../../data/writeCsv.ts";
import { encodingOf } from "../../formats/material/encoded.ts";
import { lastActivation } from "../../nn/network.ts";
import { writeFileAtomic } from "../../node/files.ts";
import { digitsOf, type Prediction, predictionJson, predictTable, rowsOf } from "../../node/prediction.ts";
import { csvOptionsOf } from "../csvOptions.ts";
import { engineOf } from "../engine.ts";
import { type Io, pathIn, say } from "../io.ts";
import type { predictOptions } from "../options/predict.ts";
import { choiceOption } from "../optionValues.ts";
import { readData } from "../source.ts";
import type { Given } from "../spec.ts";
import { openTrained, type Trained } from "../trained.ts";

type PredictGiven = Given<typeof predictOptions>;
type Format = "csv" | "json" | "npy";

/** Says what a trained network makes of new inputs. */
export async function predict(
  io: Io,
  [path = "", ...inputs]: readonly string[],
  given: PredictGiven,
): Promise<number> {
  const format = formatOf(given);
  const backend = await engineOf(given.engine);
  const trained = await openTrained(io, path);
  const encoding = encodingOf(trained.data);
  const { model } = trained;
  const table = await tableOf(io, inputs, given, encoding);
  const contents = written(format, await predictTable({ model, encoding }, table, { backend }), trained);
  if (given.out === undefined) io.stdout.write(contents);
  else {
    await writeFileAtomic(pathIn(io, given.out), contents);
    if (!given.json) say(io.stdout, `Written to ${given.out}`);
  }
  return 0;
}

function formatOf({ format, json, out }: PredictGiven): Format {
  const formats = ["csv", "json", "npy"] as const;
  if (json) return "json";
  if (format !== undefined) return choiceOption("--format", format, formats)!;
  if (out === undefined) return "csv";
  const ending = extname(out).slice(1).toLowerCase();
  return (
    formats.find((one) => one === ending) ??
    fail("usage", {
      who: "--out",
      expected: "a file name that ends in .csv, .json or .npy",
      got: `"${out}"`,
      fix: "Say the format with --format.",
    })
  );
}

/** The rows to predict: values on the command line, a file, or the standard input. */
async function tableOf(
  io: Io,
  inputs: readonly string[],
  given: PredictGiven,
  encoding: Encoding,
): Promise<Table> {
  const options = { ...csvOptionsOf(given), known: encoding };
  const fields = encoding.inputs.length;
  const delimiter = delimiterOf(inputs, encoding, options);
  const areValues = inputs.length > 0 && inputs.every((text) => isValues(text, delimiter));
  if (areValues) {
    if (inputs.length > 1 && fields > 1 && inputs.every((text) => !text.includes(delimiter)))
      fail("usage", {
        who: "predict",
        expected: `${fields} numbers for each example, parted by ${delimiterNames[delimiter] ?? `"${delimiter}"`},`,
        got: inputs.join(" "),
        fix: `One example is ${inputs.map((text) => text.trim()).join(delimiter)}.`,
      });
    const bytes = new TextEncoder().encode(inputs.map((row) => row.trim()).join("\n"));
    return readCsv(bytes, { ...options, name: "values", header: false, delimiter });
  }
  if (inputs.length > 1)
    fail("usage", {
      who: "predict",
      expected: "one file, or examples of numbers parted by commas",
      got: inputs.join(" "),
    });
  if (inputs.length === 0 && io.stdin.isTTY)
    fail("usage", {
      who: "predict",
      expected: "inputs: values as 0.5,1.2, a file, or data on the standard input",
      got: "none",
    });
  return (await readData(io, inputs[0] ?? "-", options)).table;
}

/**
 * What parts the values of an example: what is said, or commas; semicolons where those give as many as there are inputs.
 * In `1,5;2` either mark does, but commas would leave a semicolon in a value, as only some texts have one.
 */
function delimiterOf(
  inputs: readonly string[],
  { inputs: columns }: Encoding,
  { delimiter, decimal }: Pick<CsvOptions, "delimiter" | "decimal">,
): string {
  if (delimiter !== undefined) return delimiter;
  if (decimal === ",") return ";";
  const suits = (mark: string) => inputs.every((text) => text.split(mark).length === columns.length);
  const inTexts = columns.some(
    (column) => column.type === "category" && column.categories.some((text) => text.includes(";")),
  );
  return columns.length > 1 && suits(";") && !(inTexts && suits(",")) ? ";" : ",";
}

/** Values are told from a file by what parts them, or by being one number. */
const isValues = (text: string, delimiter: string): boolean =>
  text.includes(",") || text.includes(delimiter) || (text.trim() !== "" && Number.isFinite(Number(text)));

function written(format: Format, prediction: Prediction, { data, model }: Trained): string | Uint8Array {
  const { outputs, labels } = prediction;
  if (format === "npy") return writeNpy(outputs);
  if (format === "json") return `${JSON.stringify(predictionJson(model, prediction))}\n`;
  const rows = rowsOf(model, prediction);
  if (!labels) return writeCsv(data.targets, rows);
  const isProbability = ["sigmoid", "softmax"].includes(lastActivation(model.network));
  const names = isProbability
    ? data.classes!.map((name) => `P(${name})`)
    : rows[0]!.map((_, j) => `output${j + 1}`);
  const digits = digitsOf(model.dtype);
  const columns = (row: readonly number[]) =>
    isProbability && row.length === 1 ? [digits(1 - row[0]!), row[0]!] : row;
  return writeCsv(
    [data.targets[0]!, ...names],
    rows.map((row, i) => [labels[i]!, ...columns(row)]),
  );
}
