import { extname } from "node:path";
import { writeNpz } from "../../array/npy.ts";
import { fail } from "../../base/error.ts";
import type { Dataset, Examples } from "../../data/dataset.ts";
import { datasetToCsv } from "../../data/writeCsv.ts";
import { writeFileAtomic } from "../../node/files.ts";
import { type Io, pathIn, say } from "../io.ts";
import { plainDataset } from "../material.ts";
import type { exportOptions } from "../options/dataCommands.ts";
import { choiceOption } from "../optionValues.ts";
import { load } from "../source.ts";
import type { Given } from "../spec.ts";

/** Writes data into a file, or as CSV to the standard output. */
export async function exportData(
  io: Io,
  [name = ""]: readonly string[],
  given: Given<typeof exportOptions>,
): Promise<number> {
  const part = choiceOption("--part", given.part, ["train", "test"]) ?? "train";
  const format = formatOf(given.out);
  const dataset = plainDataset(await load(io, name, given), given);
  const examples = part === "train" ? dataset : dataset.test;
  if (!examples)
    fail("usage", { who: "--part", expected: "data that comes with a test part", got: `"${dataset.name}"` });
  const contents = await written(format, dataset, examples);
  if (given.out === undefined) io.stdout.write(contents);
  else {
    await writeFileAtomic(pathIn(io, given.out), contents);
    say(io.stdout, `Written to ${given.out}`);
  }
  return 0;
}

type Format = "csv" | "json" | "npz";

function formatOf(out: string | undefined): Format {
  if (out === undefined) return "csv";
  const ending = extname(out).slice(1).toLowerCase();
  if (ending === "csv" || ending === "json" || ending === "npz") return ending;
  return fail("usage", {
    who: "--out",
    expected: "a file name that ends in .csv, .json or .npz",
    got: `"${out}"`,
  });
}

async function written(format: Format, dataset: Dataset, { x, y }: Examples): Promise<string | Uint8Array> {
  if (format === "csv") return datasetToCsv(dataset, { x, y });
  const flat = y.shape[1] === 1 ? y.reshape(y.size) : y;
  if (format === "npz") return writeNpz({ x, y: flat }, { compress: true });
  const { classes } = dataset;
  const targets = classes ? Array.from(flat.data, (index) => classes[index]!) : flat.tolist();
  return `${JSON.stringify({ x: x.tolist(), y: targets })}\n`;
}
