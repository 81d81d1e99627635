import type { Encoding, InputEncoding } from "../../../data/encoding.ts";
import { indented, list } from "./frame.ts";

/** A column as a call: its place in the row is where it stands. */
const call = (input: InputEncoding): string =>
  input.type === "number"
    ? `number(record, ${JSON.stringify(input.name)}, ${input.fill}, ${input.offset}, ${input.scale}),`
    : `*category(record, ${JSON.stringify(input.name)}, ${list(input.categories)}, ${input.missing ? "True" : "False"}),`;

const columnFunctions: Readonly<Record<InputEncoding["type"], readonly string[]>> = {
  number: [
    "def number(record, name, fill, offset, scale):",
    '    """A number, scaled as in training; a missing one is filled in."""',
    "    value = record.get(name)",
    '    x = fill if value is None or value == "" else float(value)',
    "    if not math.isfinite(x):",
    '        raise ValueError(f"encode, {name}: expected a number but got {value}.")',
    "    return (x - offset) / scale",
  ],
  category: [
    "def category(record, name, categories, has_missing):",
    '    """A category, as a 1 at its place; the last place is that of a missing one, where training had some."""',
    '    value = "" if record.get(name) is None else str(record[name])',
    '    labels = [*categories, ""] if has_missing else categories',
    "    if value not in labels:",
    `        raise ValueError(f"encode, {name}: expected one of {', '.join(categories)} but got {value!r}.")`,
    "    return [float(label == value) for label in labels]",
  ],
};

/**
 * `encode`, which makes a row of a record as the training data was encoded, and `decode` for targets that were scaled.
 *
 * @example
 * const table = readCsv(new TextEncoder().encode("size,color,kind\n1,red,cat\n3,blue,dog\n"));
 * encodingLines(fitEncoding(table)).includes('        *category(record, "color", ["blue", "red"], False),'); // true
 */
export function encodingLines(encoding: Encoding | undefined): string[] {
  if (!encoding) return [];
  const { inputs, target } = encoding;
  const kinds = [...new Set(inputs.map(({ type }) => type))];
  const encode = [
    ...["", "", "def encode(record):"],
    '    """A row for predict, from the values of a record by the names of its columns."""',
    ...indented(["return [", ...indented(inputs.map(call)), "]"]),
    ...kinds.flatMap((kind) => ["", "", ...columnFunctions[kind]]),
  ];
  if (target.task !== "regression") return encode;
  const list = (key: "offset" | "scale") =>
    `np.array([${target.columns.map((column) => column[key]).join(", ")}])`;
  return [
    ...encode,
    ...["", "", "def decode(outputs):", '    """Outputs in the units of the data."""'],
    `    return np.asarray(outputs) * ${list("scale")} + ${list("offset")}`,
  ];
}
