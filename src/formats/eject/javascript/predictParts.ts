import type { About } from "../../imported.ts";
import { constantPart, functionLines, functionPart, type Part } from "./part.ts";

/** What a program knows of its network beside the layers. */
export interface Facts {
  readonly features: number;
  /** Numbers in a row of outputs. */
  readonly outputs: number;
  /** The array that they are in. */
  readonly output: string;
  readonly array: "Float32Array" | "Float64Array";
  readonly about: About;
}

/** Rows as lists, and as one array in which they lie one after the other. */
const lists = "Iterable<ArrayLike<number>>";
const flat = "Float32Array | Float64Array";

const texts = "readonly string[]";

/** The names that are known: of the inputs, of the classes or of the outputs. */
export function nameParts({
  features,
  outputs,
  about,
}: Pick<Facts, "features" | "outputs" | "about">): readonly Part[] {
  const { task, targets, classes } = about;
  return [
    ...(about.features?.length === features
      ? [constantPart("What the numbers of a row are.", "features", texts, about.features)]
      : []),
    ...(hasClasses(classes, outputs)
      ? [constantPart("The classes, in the order of the outputs.", "classes", texts, classes)]
      : []),
    ...(task === "regression" && targets?.length === outputs
      ? [constantPart("What the outputs are.", "targets", texts, targets)]
      : []),
  ];
}

/** One output tells two classes apart. */
export const hasClasses = (classes: readonly string[] | undefined, outputs: number): boolean =>
  classes?.length === (outputs === 1 ? 2 : outputs);

/** `classify`, where the classes are known: the likeliest one, the first among equals. */
export function classifyParts({ outputs, about }: Facts): readonly Part[] {
  if (!hasClasses(about.classes, outputs)) return [];
  const best = (sure: string) =>
    outputs === 1
      ? `output[0]${sure} >= 0.5 ? 1 : 0`
      : `output.reduce((best, value, i) => (value > output[best]${sure} ? i : best), 0)`;
  return [
    functionPart("The class of each row.", "classify", [["rows", lists]], "string[]", (sure) => [
      `return predict(rows).map((output) => classes[${best(sure)}]${sure});`,
    ]),
  ];
}

/** `predict`: it takes a row in, computes, and gives the outputs out. */
export function predictPart({ features, outputs, output, array }: Facts): Part {
  const doc = "The outputs for some rows, a list for each; for rows in one flat array one flat array.";
  const overloads = [`predict(rows: ${lists}): number[][]`, `predict(rows: ${flat}): ${array}`];
  const row = features === 1 ? "1 number" : `${features} numbers`;
  const body = () => [
    "if (rows instanceof Float32Array || rows instanceof Float64Array) return predictFlat(rows);",
    "return Array.from(rows, (row, i) => {",
    `  if (row.length !== ${features})`,
    `    throw new RangeError(\`predict, row \${i}: expected ${row} but got \${row.length ?? "no list"}.\`);`,
    `  for (let j = 0; j < ${features}; j++)`,
    '    if (typeof row[j] !== "number")',
    `      throw new TypeError(\`predict, row \${i}: expected ${row} but got "\${row[j]}" at \${j}.\`);`,
    "  enter(row, 0);",
    "  forward();",
    `  return Array.from(${output});`,
    "});",
  ];
  const times = (factor: number) => (factor === 1 ? "" : ` * ${factor}`);
  const flatBody = () => [
    ...(features === 1
      ? ["const count = rows.length;"]
      : [
          `const count = rows.length / ${features};`,
          "if (!Number.isInteger(count))",
          `  throw new RangeError(\`predict: expected ${row} for each row but got \${rows.length} in all.\`);`,
        ]),
    `const outputs = new ${array}(count${times(outputs)});`,
    "for (let i = 0; i < count; i++) {",
    `  enter(rows, i${times(features)});`,
    "  forward();",
    `  outputs.set(${output}, i${times(outputs)});`,
    "}",
    "return outputs;",
  ];
  const heads = (typed: boolean) =>
    typed
      ? [`predict(rows: ${lists} | ${flat}): number[][] | ${array}`, `predictFlat(rows: ${flat}): ${array}`]
      : ["predict(rows)", "predictFlat(rows)"];
  return {
    doc,
    keyword: "function",
    signatures: overloads,
    write: (typed) => [
      `/** ${doc} */`,
      ...(typed ? overloads.map((each) => `export function ${each};`) : []),
      ...functionLines(`export function ${heads(typed)[0]}`, body, typed),
      "",
      ...functionLines(`function ${heads(typed)[1]}`, flatBody, typed),
    ],
  };
}
