import type { NDArray } from "../array/ndarray.ts";
import { counted } from "../base/counted.ts";
import { delimiterNames } from "../data/csvDialect.ts";
import type { Encoding } from "../data/encoding.ts";
import { isMissing, type Table } from "../data/table.ts";
import type { Material } from "../formats/material/material.ts";
import { formatLayers } from "../nn/parseLayers.ts";
import type { Subject } from "./config.ts";
import { type Output, say, styled } from "./io.ts";
import { outOfReach } from "./outputs.ts";
import { significant } from "./words.ts";

/** What a person is told before training on a file of their own: what was made of it, and what is odd about it. */
export function tellOfFile(to: Output, { material, model, fit, table }: Subject): void {
  if (!table) return;
  const reach =
    material.data.task === "regression" ? outOfReach(model.network, material.training.y) : undefined;
  const lines = [readAs(table), madeOf(material, model, fit, table), ...noticesOf(material, table), reach];
  for (const line of lines) if (line !== undefined) say(to, styled(to, "dim", line));
}

/** `pets.csv read with semicolons, decimal commas`; undefined where there is nothing to say of it. */
function readAs({ name, named, dialect }: Table): string | undefined {
  if (!dialect) return undefined;
  const { delimiter, decimal, encoding } = dialect;
  const found = [
    ...(delimiter === "," ? [] : [delimiterNames[delimiter] ?? `"${delimiter}" between fields`]),
    ...(decimal === "," ? ["decimal commas"] : []),
    ...(encoding === "utf-8" ? [] : [encoding]),
    ...(named ? [] : ["no names in its first line"]),
  ];
  return found.length === 0 ? undefined : `${name} read with ${found.join(", ")}`;
}

/** `5 inputs, 8:tanh,3:softmax, adam 0.01; target Art (3 classes); filled 12 missing values`. */
function madeOf(
  { data, training }: Material,
  { network }: Subject["model"],
  { optimizer }: Subject["fit"],
  table: Table,
): string {
  const { learningRate } = optimizer;
  const rate = typeof learningRate === "number" ? significant(learningRate) : learningRate.schedule;
  const columns = data.encoding.inputs.length;
  const width = training.x.shape[1]!;
  const from = columns === width ? "" : ` from ${counted(columns, "column")}`;
  const classes = data.classes ? ` (${data.classes.length} classes)` : "";
  return [
    `${counted(width, "input")}${from}, ${formatLayers(network.layers)}, ${optimizer.name} ${rate}`,
    `target ${data.targets.join(", ")}${classes}`,
    ...gaps(table, data),
  ].join("; ");
}

function gaps(table: Table, { encoding, missing }: Material["data"]): string[] {
  const inputs = table.columns.filter(({ name }) => encoding.inputs.some((input) => input.name === name));
  const rows = Array.from({ length: table.rows }, (_, row) => row);
  if (missing === "drop") {
    const dropped = rows.filter((row) => table.columns.some((column) => isMissing(column, row))).length;
    return dropped === 0 ? [] : [`left out ${counted(dropped, "row")} with missing values`];
  }
  const holes = (type: "number" | "category") =>
    inputs
      .filter((column) => column.type === type)
      .reduce((sum, column) => sum + rows.filter((row) => isMissing(column, row)).length, 0);
  const [numbers, texts] = [holes("number"), holes("category")];
  return [
    ...(numbers === 0 ? [] : [`filled ${counted(numbers, "missing value")}`]),
    ...(texts === 0 ? [] : [`${counted(texts, "missing text")} as a category of its own`]),
  ];
}

/** A column of this many texts, most of them in one row only, names the rows: it is learned by heart. */
const fewTexts = 20;
/** In fewer rows than these all values of a column may differ by chance. */
const fewRows = 8;

function noticesOf({ data: { encoding }, training, validation, test }: Material, table: Table): string[] {
  const rows = training.x.shape[0]!;
  const names = encoding.inputs.flatMap((input) => {
    const leave = `Leave it out with --ignore "${input.name}".`;
    if (input.type === "number") {
      // A lone column of counted numbers is what a curve is drawn over.
      const first = encoding.inputs.length > 1 ? countsFrom(table, input.name) : undefined;
      return first === undefined
        ? []
        : [
            `column "${input.name}" counts the rows from ${first} to ${first + table.rows - 1}: that names them, and says nothing of new rows. ${leave}`,
          ];
    }
    const texts = input.categories.length;
    const differ = texts > Math.max(fewTexts, rows / 2) || (texts === rows && rows >= fewRows);
    return differ
      ? [
          `column "${input.name}" has ${texts} different texts in ${rows} rows: that is learned by heart, and says nothing of new rows. ${leave}`,
        ]
      : [];
  });
  const parts = { validation, test };
  const strangers = Object.entries(parts).flatMap(([part, examples]) =>
    examples ? unseen(encoding, examples.x, part) : [],
  );
  return [...names, ...strangers];
}

/** Where a column begins that has each whole number from 0 or 1 on once, in any order; undefined for others. */
function countsFrom({ columns, rows }: Table, name: string): number | undefined {
  const column = columns.find((one) => one.name === name);
  if (column?.type !== "number" || rows < fewRows) return undefined;
  const values = new Set<number>(column.values);
  return [0, 1].find((first) =>
    Array.from({ length: rows }, (_, i) => first + i).every((n) => values.has(n)),
  );
}

/** What the rows of a part hold that training never saw: such a row has a 1 in no feature of the column. */
function unseen({ inputs }: Encoding, x: NDArray, part: string): string[] {
  const [rows, width] = x.shape as [number, number];
  let start = 0;
  return inputs.flatMap((input) => {
    const from = start;
    start += input.type === "number" ? 1 : input.categories.length + (input.missing ? 1 : 0);
    if (input.type === "number") return [];
    let count = 0;
    for (let row = 0; row < rows; row++)
      if (x.data.subarray(row * width + from, row * width + start).every((value) => value === 0)) count++;
    return count === 0
      ? []
      : [
          `${count} of ${counted(rows, `${part} row`)} ${count === 1 ? "has" : "have"} a "${input.name}" that no training row has: it counts as none of the known.`,
        ];
  });
}
