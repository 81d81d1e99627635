import type { Encoding, InputEncoding } from "../../../data/encoding.ts";
import { literal } from "../../program/literal.ts";
import { functionLines, functionPart, type Param, type Part, signature } from "./part.ts";

const value = "number | string | null | undefined";
const record = `Readonly<Record<string, ${value}>>`;

/** `encode`, which makes a row of a record as the training data was encoded; `decode` for targets in their own unit. */
export function encodingParts(encoding: Encoding | undefined, array: string): readonly Part[] {
  if (!encoding) return [];
  const { target } = encoding;
  if (target.task !== "regression") return [encodePart(encoding)];
  const [offset, scale] = [
    target.columns.map((column) => column.offset),
    target.columns.map((column) => column.scale),
  ];
  const decode = functionPart(
    "The outputs of a row in the units of the data.",
    "decode",
    [["output", "ArrayLike<number>"]],
    "number[]",
    (sure) => [
      `const offset = ${literal(offset)};`,
      `const scale = ${literal(scale)};`,
      `return Array.from(${array}.from(output, (value, j) => value * scale[j]${sure} + offset[j]${sure}));`,
    ],
  );
  return [encodePart(encoding), decode];
}

/** Each column as a call: its place in the row is where it stands. */
function encodePart({ inputs }: Encoding): Part {
  const kinds = new Set(inputs.map(({ type }) => type));
  const part = functionPart(
    "A row for predict, from the values of a record by the names of its columns.",
    "encode",
    [["record", record]],
    "number[]",
    () => ["return [", ...inputs.map((input) => `  ${call(input)},`), "];"],
  );
  return {
    ...part,
    write: (typed) => [
      ...part.write(typed),
      ...[...kinds].flatMap((kind) => {
        const { doc, params, result, body } = columnFunctions[kind];
        return [
          "",
          `/** ${doc} */`,
          ...functionLines(`function ${signature(kind, params, result, typed)}`, () => body, typed),
        ];
      }),
    ],
  };
}

const call = (input: InputEncoding): string =>
  input.type === "number"
    ? `number(record, ${[input.name, input.fill, input.offset, input.scale].map(literal).join(", ")})`
    : `...category(record, ${[input.name, input.categories, input.missing].map(literal).join(", ")})`;

const columnFunctions: Readonly<
  Record<
    InputEncoding["type"],
    {
      readonly doc: string;
      readonly params: readonly Param[];
      readonly result: string;
      readonly body: readonly string[];
    }
  >
> = {
  number: {
    doc: "A number, scaled as in training; a missing one is filled in.",
    params: [
      ["record", record],
      ["name", "string"],
      ["fill", "number"],
      ["offset", "number"],
      ["scale", "number"],
    ],
    result: "number",
    body: [
      'const value = record[name] ?? "";',
      'const x = value === "" ? fill : Number(value);',
      `if (!Number.isFinite(x)) throw new TypeError(\`encode, \${name}: expected a number but got \${value}.\`);`,
      "return (x - offset) / scale;",
    ],
  },
  category: {
    doc: "A category, as a 1 at its place; the last place is that of a missing one, where training had some.",
    params: [
      ["record", record],
      ["name", "string"],
      ["categories", "readonly string[]"],
      ["hasMissing", "boolean"],
    ],
    result: "number[]",
    body: [
      'const value = String(record[name] ?? "");',
      'const labels = hasMissing ? [...categories, ""] : categories;',
      "const place = labels.indexOf(value);",
      "if (place < 0)",
      `  throw new RangeError(\`encode, \${name}: expected one of \${categories.join(", ")} but got "\${value}".\`);`,
      "return labels.map((_, i) => (i === place ? 1 : 0));",
    ],
  },
};
