import { counted } from "../../base/counted.ts";
import { fail } from "../../base/error.ts";
import type { Dataset } from "../../data/dataset.ts";
import { writeFileAtomic } from "../../node/files.ts";
import { imageGrid, scatterPlot } from "../../plot/index.ts";
import { type Io, pathIn, say } from "../io.ts";
import { plainDataset } from "../material.ts";
import type { plotOptions } from "../options/dataCommands.ts";
import { pictureBytes } from "../pictureFile.ts";
import { load } from "../source.ts";
import type { Given } from "../spec.ts";

/** Pictures in a figure of pictures. */
const pictures = 40;

/** Draws data into a file. */
export async function plotData(
  io: Io,
  [name = ""]: readonly string[],
  given: Given<typeof plotOptions>,
): Promise<number> {
  const dataset = plainDataset(await load(io, name, given), given);
  const out = given.out ?? "data.svg";
  await writeFileAtomic(pathIn(io, out), await pictureBytes(figureOf(dataset), out));
  say(io.stdout, `Written to ${out}`);
  return 0;
}

function figureOf({ name, x, y, task, features, targets, classes }: Dataset): string {
  const [m, n] = x.shape as [number, number];
  if (n === 2 && classes)
    return scatterPlot(x, y, { title: name, classes, labels: [features[0]!, features[1]!] });
  if (n === 1 && task === "regression" && y.shape[1] === 1)
    return scatterPlot(x, y, { title: name, labels: [features[0]!, targets[0]!] });
  if (n >= 16 && Number.isInteger(Math.sqrt(n))) {
    const rows = Array.from({ length: Math.min(m, pictures) }, (_, i) => i);
    const labels = classes && rows.map((i) => classes[y.data[i]!]!);
    return imageGrid(x.rows(rows), { title: name, columns: 10, ...(labels && { labels }) });
  }
  return fail("data", {
    who: "data plot",
    expected: "two inputs with classes, one input with a number to predict, or square pictures",
    got: `${counted(n!, "input")}, ${task}`,
    fix: "Leave columns out with --ignore.",
  });
}
